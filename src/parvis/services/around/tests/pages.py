"""Pages of around with something on them."""

from datetime import timedelta
from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.around.models import Place
from parvis.services.around.notices import sign_watch
from parvis.services.around.rules import Rhythm
from parvis.services.around.tests.stage import HERE, build, circle, happen, watching


def samples(cast: Any) -> list[Sample]:
    """A neighbourhood and a circle in which something happened, one where nothing did, my places."""
    stage = build()
    happen(within=timedelta(hours=-1))
    happen(within=timedelta(hours=-1), verb="commented", by=cast.bob.public_id)
    watching(Place(stage.east), cast.alice)
    made = watching(circle(), cast.alice, Rhythm.WEEKLY, questions=("saw", "say"))
    return [
        Sample("around a neighbourhood", "/around/?area=east-side"),
        Sample("around a neighbourhood, for a member", "/around/?area=east-side", "alice"),
        Sample("around a spot", f"/around/?spot_lat={HERE[0]}&spot_lon={HERE[1]}&radius=500"),
        Sample("around nowhere", "/around/?spot_address=Zzyzx"),
        Sample("around where nothing happened", "/around/?area=west-side"),
        Sample("my places", "/around/mine/", "alice"),
        Sample("no places", "/around/mine/", "bob"),
        Sample("the place of a letter", f"/around/place/{sign_watch(made.public_id)}/"),
        Sample("stopping letters", f"/around/stop/{sign_watch(made.public_id)}/"),
        Sample("stopped letters", f"/around/stop/{sign_watch('nothing')}/"),
        Sample("the feed of a neighbourhood", "/around/feed/east-side/"),
    ]
