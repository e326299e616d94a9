"""Pages of vouching with something on them."""

from typing import Any

from parvis.kernel.assurance.tests.stage import at_home, districts, long_known
from parvis.kernel.testing.addresses import Sample
from parvis.kernel.vouching.actions import ask, vouch


def samples(cast: Any) -> list[Sample]:
    """Bob asks and Alice vouched; Charlie asks too, and Alice could vouch."""
    town = districts()
    at_home(cast.alice, town.quay)
    long_known(cast.alice)
    asking = ask(cast.bob, town.market)
    vouch(asking.public_id, cast.alice)
    other = ask(cast.charlie, town.quay)
    mine = "/account/residence/vouching/"
    return [
        Sample("asking that neighbours vouch", mine, "bob"),
        Sample("for whom I vouched", mine, "alice"),
        Sample("vouching for somebody", other.get_absolute_url(), "alice"),
        Sample("having vouched for somebody", asking.get_absolute_url(), "alice"),
        Sample("vouching for oneself", asking.get_absolute_url(), "bob"),
    ]
