"""Pages of rounds with something on them."""

from typing import Any

from parvis.kernel.files.actions import store_photo
from parvis.kernel.testing.addresses import Sample
from parvis.services.defects.rules import Outcome
from parvis.services.findings.models import PHOTO_PURPOSE
from parvis.services.findings.tests.stage import WEST_END, found, lamps, offered
from parvis.services.reports.tests.stage import build, photo
from parvis.services.rounds.actions import add_stops


def samples(cast: Any) -> list[Sample]:
    """A round with one stop done, one to do; a mended lamp with its pair of photographs."""
    stage = build()
    amina, mona = cast.amina, cast.mona
    choices = offered(stage.lighting, mona)
    one, two, three = lamps(stage, cast.alice)
    add_stops(amina, [one.public_id, two.public_id, three.public_id], WEST_END)
    photos = {
        name: store_photo(photo(), owner=amina, purpose=PHOTO_PURPOSE).public_id
        for name in ("before", "after")
    }
    found(amina, one, Outcome.DONE, words="It shines again.", **photos)
    found(amina, two, priority=choices.urgent.public_id, defect=choices.broken.public_id)
    return [
        Sample("a round", "/rounds/", "amina"),
        Sample("a round that is arranged", "/rounds/?arrange=1", "amina"),
        Sample("a stop", f"/rounds/{two.public_id}/", "amina"),
        Sample("choosing stops", "/rounds/choose/", "mona"),
        Sample("a report with its pair of photographs", one.get_absolute_url()),
    ]
