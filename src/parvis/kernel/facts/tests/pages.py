"""Pages of facts with something on them."""

from typing import Any

from parvis.kernel.facts.actions import choose
from parvis.kernel.facts.rules import Wish
from parvis.kernel.facts.tests.stage import did
from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """Charlie did one thing or the other and shows it; Bob looks."""
    for number in range(3):
        did(cast.charlie, f"thing{number}")
    choose(cast.charlie, Wish(kinds=True, since=True, areas=True))
    return [
        Sample("what others see of me", "/account/facts/", "charlie"),
        Sample("what somebody shows", f"/people/{cast.charlie.public_id}/", "bob"),
    ]
