"""What people bring to the counter."""

from typing import Any

from parvis.kernel.people.models import Person
from parvis.services.counter.actions.entering import Entry, enter
from parvis.services.counter.models import Way
from parvis.services.reports.contracts import Sent, Source
from parvis.services.reports.tests.stage import HERE


def told(key: str = "one", **details: Any) -> Sent:
    """A tree, as somebody describes it on the phone."""
    given = {"kind": "tree", "lat": HERE[0], "lon": HERE[1], "words": "A branch hangs low.", **details}
    return Sent(via="phone", source=Source.DESK, language="en", key=key, **given)


def entered(by: Person, key: str = "one", way: Way = Way.PHONE, **details: Any) -> Entry:
    """The same, written down."""
    return enter(by, told(key), way, **details)


def typed(**details: Any) -> dict[str, Any]:
    """What an official types into the page."""
    return {
        "category": "tree",
        "spot_lat": str(HERE[0]),
        "spot_lon": str(HERE[1]),
        "words": "A branch hangs low.",
        "way": "phone",
        "language": "en",
        "key": "one",
        **details,
    }
