"""The page of counts, with something on it."""

from typing import Any

from parvis.kernel.gate.actions import count
from parvis.kernel.gate.rules import Part
from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """A day on which a robot came by."""
    for part in (Part.HONEY, Part.HASTE, Part.PASSED):
        count("moderation:flag", part)
    return [Sample("what keeps robots out", "/gate/")]
