"""The register, whole and searched."""

from typing import Any

from parvis.kernel.testing.addresses import Sample


def samples(_cast: Any) -> list[Sample]:
    """With filters, and with words that nothing fits."""
    return [
        Sample("the register, narrowed", "/privacy/?basis=consent"),
        Sample("the register, where nothing fits", "/privacy/?words=elephants"),
    ]
