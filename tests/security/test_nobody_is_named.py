"""Who reports without a name is named nowhere: not on a page, not to a program, not in a feed, a file or a letter."""

import pytest
from django.core import mail

from parvis.kernel.files.actions import store_photo
from parvis.kernel.testing.cast import member
from parvis.kernel.testing.jobs import run_jobs
from parvis.services.dispatch.actions.sending import fields_of
from parvis.services.dispatch.models import Channel, Parcel
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import comment, follow, look_again, show_name
from parvis.services.reports.contracts import work_order
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import photo, reported
from tests.security.outputs import everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def zephyrine(db):
    """Somebody whose every trace can be told from anybody else's."""
    return member("Zephyrine")


@pytest.fixture(params=["never named", "named until now"])
def made(request, stage, zephyrine, bob, amina):
    """Her report, with everything that she and others did about it; she may have shown her name all the time."""
    named = request.param == "named until now"
    Channel.objects.create(office=stage.lighting, address="https://lights.example/v2")
    picture = store_photo(photo(), zephyrine, "reports.photo")
    report = reported(
        stage, zephyrine, answers={"how_many": "one"}, photos=(picture.public_id,), shows_name=named
    )
    follow(report.pk, bob)
    comment(report.pk, zephyrine, "It was worse last night.")
    work.ask(report.pk, amina, "Which lamp?")
    comment(report.pk, zephyrine, "The second one.")
    look_again(report.pk, zephyrine, fixed=False)
    work.close(report.pk, amina, Closing.DONE, "A new lamp.")
    look_again(report.pk, zephyrine, fixed=True)
    if named:
        show_name(report.pk, zephyrine, shows=False)
    return report


@pytest.fixture
def traces(zephyrine):
    """What would tell that it was her."""
    return ("Zephyrine", "zephyrine@", zephyrine.public_id)


@pytest.mark.parametrize("reader", ["grace", "bob"])
def test_no_address_names_her(made, traces, cast, reader):
    browser, seen = cast.browser(reader), 0
    for path in everything(made):
        answer = browser.get(path)
        said = answer.getvalue().decode("utf-8", "replace") + str(answer.headers)
        seen += made.public_id in said or made.reference in said
        assert not [trace for trace in traces if trace in said], path
    assert seen > 20


def test_no_letter_to_others_names_her(made, traces):
    run_jobs_of_letters()
    others = [letter for letter in mail.outbox if "zephyrine@people.example" not in letter.to]
    assert others
    for letter in others:
        said = letter.subject + letter.body + str(letter.alternatives) + str(letter.extra_headers)
        assert not [trace for trace in traces if trace in said], letter.subject


def test_what_goes_to_another_system_does_not_name_her(made, traces):
    parcel = Parcel.objects.get(kind="report")
    said = str(fields_of(work_order(made.public_id), parcel))
    assert "It is dark." in said
    assert not [trace for trace in traces if trace in said]


def test_her_own_page_and_her_office_know_her(made, cast, sign_in, zephyrine):
    """So that the tests above would see her if she were there."""
    assert (
        "Zephyrine"
        in sign_in(zephyrine).get("/").content.decode() + sign_in(zephyrine).get("/me/").content.decode()
    )
    assert "zephyrine@" in cast.browser("amina").get(f"/office/reports/{made.public_id}/").content.decode()


def run_jobs_of_letters():
    """The letters that wait; what would go to another system stays."""
    Parcel.objects.update(state="refused", next_at=None)
    run_jobs()
