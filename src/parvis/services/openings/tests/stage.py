"""What stories of openings begin with."""

from typing import Any

from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.services.openings.actions import Wish, open_help
from parvis.services.openings.models import Opening

WHY = "Who wants it done today can do it."


def wish(**details: Any) -> Wish:
    """Dark lamps, that one neighbour may wipe, everywhere."""
    given = {
        "category": "street-light",
        "area": "",
        "instructions": "Wipe the glass.",
        "safety": "Stay on the ground.",
        "needs": "A cloth.",
        "people": 1,
        "minutes": 30,
        "days": 3,
        "at_once": 3,
        "level": Level.CONTACT_CONFIRMED,
        "reason": WHY,
    }
    return Wish(**{**given, **details})


def opened(by: Person, **details: Any) -> Opening:
    """Open to neighbours."""
    return open_help(by, wish(**details))
