"""What the city hid stands nowhere any more: not on a page, not for a program, not in a feed, a file or a letter."""

import pytest
from django.core import mail

from parvis.kernel.files.actions import store_photo
from parvis.kernel.testing.jobs import run_jobs
from parvis.kernel.trust.actions import Reason
from parvis.kernel.trust.rules import Ground
from parvis.services.appeals.actions import object_to
from parvis.services.moderation.actions import take_away
from parvis.services.moderation.rules import Taking
from parvis.services.reports.actions.part import comment, follow
from parvis.services.reports.contracts import work_order
from parvis.services.reports.tests.stage import photo, reported
from tests.security.outputs import everything

pytestmark = pytest.mark.django_db
NAME, NUMBER = "Jeroboam Smithers", "617 555 0142"


@pytest.fixture
def made(stage, alice, bob, amina, desk):
    """A report that names a neighbour, shows him, and has his number in a comment; all of that was taken away, and
    its author objects."""
    picture = store_photo(photo(), alice, "reports.photo")
    report = reported(stage, alice, words=f"{NAME} broke it.", photos=(picture.public_id,))
    follow(report.pk, bob)
    said = comment(report.pk, bob, f"Call him: {NUMBER}.")
    reason = Reason(Ground.PERSONAL_DATA, "A neighbour, whom nobody asked.", amina)
    hidden = take_away(report.subject, Taking(passages=(NAME,), photos=(picture.public_id,)), reason)
    take_away(said.subject, Taking(passages=(NUMBER,)), reason)
    object_to(hidden[0].pk, alice, "Everybody knows who it was.")
    return report, (NAME, NUMBER, picture.public_id)


@pytest.mark.parametrize("reader", ["grace", "charlie", "bob"])
def test_no_address_shows_it(made, cast, reader):
    (report, traces), browser, seen = made, cast.browser(reader), 0
    for path in everything(report):
        said = browser.get(path).getvalue().decode("utf-8", "replace")
        seen += report.public_id in said or report.reference in said
        assert not [trace for trace in traces if trace in said], path
    assert seen > 20


def test_neither_a_letter_nor_another_system_gets_it(made):
    report, traces = made
    run_jobs()
    said = "".join(letter.subject + letter.body + str(letter.alternatives) for letter in mail.outbox)
    assert report.reference in said
    assert not [trace for trace in traces if trace in said + str(work_order(report.public_id))]


def test_its_author_and_the_city_see_it(made, cast):
    """So that the tests above would see it if it were there."""
    report, (name, _number, picture) = made
    page = cast.browser("amina").get(f"/office/moderation/{report.subject}/").content.decode()
    assert name in page
    assert picture in page
