"""Pages of blocks with something on them."""

from typing import Any

from parvis.kernel.blocks.actions import keep_off
from parvis.kernel.blocks.rules import Choice
from parvis.kernel.blocks.tests.stage import Wall
from parvis.kernel.testing.addresses import Sample
from parvis.kernel.testing.cast import member


def samples(cast: Any) -> list[Sample]:
    """Charlie keeps away two whose name he knows and two without one, for good or for a while."""
    wall, bruno, carla = Wall(), member("Bruno"), member("Carla")
    keep_off(cast.charlie, wall.write("one", bruno), Choice.BLOCK)
    keep_off(cast.charlie, wall.write("two", carla, is_named=False), Choice.MONTH)
    keep_off(cast.charlie, wall.write("three", carla, is_named=False), Choice.GOOD)
    keep_off(cast.charlie, wall.write("four", carla), Choice.GOOD)
    wall.wash("three")
    named, nameless = wall.write("five", bruno), wall.write("six", bruno, is_named=False)
    own = wall.write("seven", cast.charlie)
    return [
        Sample("whom I blocked and muted", "/account/blocks/", "charlie"),
        Sample("blocking somebody by name", f"/account/blocks/{named}/", "charlie"),
        Sample("blocking somebody without a name", f"/account/blocks/{nameless}/", "charlie"),
        Sample("blocking oneself", f"/account/blocks/{own}/", "charlie"),
    ]
