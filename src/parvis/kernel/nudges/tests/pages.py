"""Pages of nudges with something on them."""

from typing import Any

from parvis.kernel.nudges.actions import note_done, set_nudge, shown_to
from parvis.kernel.nudges.registry import nudges
from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """One that is measured."""
    name = min(nudges())
    set_nudge(name, cast.dana, is_on=True, holdout=50, reason="So that we know what it does.")
    shown_to(name, [(each.pk, each.public_id) for each in (cast.alice, cast.bob, cast.charlie)])
    note_done([name], cast.alice)
    return [
        Sample("nudges", "/nudges/"),
        Sample("nudges, for who sets them", "/nudges/", "dana"),
        Sample("setting a nudge anew", f"/office/nudges/{name}/", "dana"),
    ]
