"""Pages of Open311 with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """The page for builders."""
    return [Sample("for builders", "/open311/")]
