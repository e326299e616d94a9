"""Pages of confirmations with something on them."""

from typing import Any

from parvis.kernel.assurance.actions import doubt, revoke
from parvis.kernel.assurance.tests.stage import at_home, districts
from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """Alice is confirmed and doubted, Bob was and is not any more; the counter looks at both."""
    town = districts()
    standing = at_home(cast.alice, town.quay, cast.desk)
    doubt([standing.pk])
    revoke(at_home(cast.bob, town.orchard).public_id, cast.dana, "The letter was opened by somebody else.")
    counter = "/office/assurance"
    return [
        Sample("how the city knows me", "/account/residence/", "alice"),
        Sample("how the city knew me", "/account/residence/", "bob"),
        Sample("the counter", f"{counter}/", "desk"),
        Sample("somebody at the counter", f"{counter}/{cast.alice.public_id}/", "dana"),
        Sample("myself at the counter", f"{counter}/{cast.dana.public_id}/", "dana"),
        Sample("taking a confirmation back", f"{counter}/{standing.public_id}/revoke/", "dana"),
    ]
