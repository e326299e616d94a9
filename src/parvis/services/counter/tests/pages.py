"""Pages of the counter with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """The page of the counter with the questions of a category, as an official sees it."""
    return [Sample("writing down a street light", "/office/counter/?category=street-light", "amina")]
