"""Pages of calls with something on them."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from parvis.kernel.clock import now
from parvis.kernel.sheets.rules import Rung
from parvis.kernel.testing.addresses import Sample
from parvis.services.calls.actions import Wish, answer, count_all, make
from parvis.services.reports.tests.stage import build, reported


def wish(**changed: Any) -> Wish:
    """A hundred contributions for the east."""
    fields = {
        "title": "A hundred looks before the snow",
        "words": "Go and look whether it is fixed.",
        "signed": "Ana Roig, Mayor",
        "area": "",
        "modules": ["reports"],
        "rung": Rung.TAP,
        "goal": 100,
        "last_day": localdate(now()) + timedelta(days=20),
        "reason": "Too few of our answers are seen with other eyes than ours.",
        **changed,
    }
    return Wish(**fields)


def samples(cast: Any) -> list[Sample]:
    """One that runs, one that was answered."""
    stage = build()
    over = make(cast.olga, wish(title="Lamps of the west"))
    answer(over.public_id, cast.olga, "We mend them all before Easter.")
    runs = make(cast.olga, wish())
    reported(stage, cast.alice)
    count_all()
    return [
        Sample("calls", "/calls/"),
        Sample("a call", runs.get_absolute_url()),
        Sample("a call that was answered", over.get_absolute_url()),
        Sample("a call on the front page", "/"),
        Sample("calls on a neighbourhood's page", "/areas/east-side/"),
        Sample("calling the city together", "/office/calls/", "olga"),
        Sample("answering a call", f"/office/calls/{runs.public_id}/", "olga"),
    ]
