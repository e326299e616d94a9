"""What the tests of the parts have in common."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """A page read in Arabic leaves its language to the thread; the next story begins in English again."""
    with translation.override("en"):
        yield
