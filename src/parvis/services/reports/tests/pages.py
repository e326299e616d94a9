"""Pages of reports with something on them."""

from typing import Any

from parvis.kernel.blocks.actions import keep_off
from parvis.kernel.blocks.rules import Choice
from parvis.kernel.files.actions import store_photo
from parvis.kernel.testing.addresses import Sample
from parvis.kernel.testing.cast import member
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import comment, look_again
from parvis.services.reports.actions.setup import keep_template
from parvis.services.reports.models import Report
from parvis.services.reports.notices import sign_look
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import Stage, build, photo, reported

ROUTED = "spot_lat=42.355&spot_lon=-71.065&category=street-light"


def samples(cast: Any) -> list[Sample]:
    """An open report with photographs and comments, a closed one, and the office's side of both."""
    stage = build()
    alice, bob, amina = cast.alice, cast.bob, cast.amina
    upload = store_photo(photo(), owner=alice, purpose="reports.photo")
    answers = {"how_many": "one"}
    open_one = reported(stage, alice, photos=(upload.public_id,), answers=answers, address="33 Beacon St")
    comment(open_one.pk, bob, "I saw it too, it has been dark for a week.")
    rude = comment(open_one.pk, member("Rudolf"), "Buy a torch.")
    keep_off(cast.charlie, rude.subject, Choice.WEEK)
    work.ask(open_one.pk, amina, "Which side of the street?")
    work.note(open_one.pk, amina, "The contractor is on holiday.")
    keep_template({"en": "Done"}, {"en": "It is mended."}, closing=Closing.DONE)
    lamp, again = _merged(stage, cast)
    closed = reported(stage, alice)
    proof = store_photo(photo("proof.jpg"), owner=amina, purpose="reports.photo")
    work.close(closed.pk, amina, Closing.DONE, "A new lamp is in.", proof=[proof.public_id])
    look_again(closed.pk, bob, fixed=True)
    look = sign_look(closed.public_id, bob, fixed=True)
    waiting = reported(stage, email="zoe@people.example")
    assert waiting.author is None
    return [
        Sample("an open report", open_one.get_absolute_url()),
        Sample("an open report, for a member", open_one.get_absolute_url(), "bob"),
        Sample("a report with folded words", open_one.get_absolute_url(), "charlie"),
        Sample("blocking who wrote", f"/account/blocks/{rude.subject}/", "bob"),
        Sample("a closed report", closed.get_absolute_url()),
        Sample("a report that others sent, too", lamp.get_absolute_url()),
        Sample("a duplicate", again.get_absolute_url(), "bob"),
        # Not the page before it, which sends its form by itself.
        Sample("thanks for a look", f"/reports/looked/{look}/?thanks"),
        Sample("reports of one area", "/reports/?area=east-side&state=underway"),
        Sample("no reports", "/reports/?area=west-side"),
        Sample("searching a category", "/reports/new/what/?q=lamp"),
        *_in_the_office(open_one, closed, lamp, again),
        Sample("a neighbourhood", "/areas/east-side/"),
    ]


def _merged(stage: Stage, cast: Any) -> tuple[Report, Report]:
    """A report, and another one of the same thing that goes on there."""
    lamp, again = reported(stage, cast.alice), reported(stage, cast.bob, address="33 Beacon St")
    comment(again.pk, cast.alice, "Dark here, too.")
    work.close(again.pk, cast.amina, Closing.DUPLICATE, "We go on at the first.", duplicate_of=lamp)
    return lamp, again


def _in_the_office(open_one: Report, closed: Report, lamp: Report, again: Report) -> list[Sample]:
    return [
        Sample("the case of an open report", f"/office/reports/{open_one.public_id}/", "amina"),
        Sample("the case of a closed report", f"/office/reports/{closed.public_id}/", "amina"),
        Sample("what is likely the same", f"/office/reports/{lamp.public_id}/same/", "amina"),
        Sample("the case of a duplicate", f"/office/reports/{again.public_id}/", "amina"),
        Sample("the queue", "/office/reports/", "amina"),
        Sample("a neighbourhood", "/areas/east-side/"),
    ]
