"""No office page shows somebody's address or phone without leaving a line that they can read."""

import pytest
from django.db.models import Sum

from parvis.kernel.keeping.queries import everything
from parvis.kernel.looks import actions
from parvis.kernel.looks.models import Look
from parvis.kernel.permissions.access import Access
from parvis.kernel.testing.addresses import all_addresses
from parvis.kernel.testing.cast import member
from parvis.services.carrier.models import Line, Outgoing, Thread
from parvis.services.carrier.rules import State as Sending
from parvis.services.letterbox.models import Letter
from parvis.services.letterbox.rules import Reason as NotPlaced
from parvis.services.letterbox.rules import State as Lying
from parvis.services.reports.rules import Source
from parvis.services.reports.tests.stage import reported
from parvis.services.sms.models import Incoming
from parvis.services.sms.rules import Reason, State
from tests.security.outputs import filled

pytestmark = pytest.mark.django_db
PHONE = "+16175550191"
# What nobody else has: her address, and the end of her phone, of which officials see no more.
TRACES = ("zephyrine@people.example", PHONE, "…191")
READERS = ("amina", "dana")


@pytest.fixture
def zephyrine(db):
    """Somebody whose every trace can be told from anybody else's."""
    return member("Zephyrine")


@pytest.fixture
def made(stage, zephyrine, city_desk):
    """What the city holds of hers: a report, a phone with a message that waits and one that failed, a letter."""
    line = Line.objects.create(phone=PHONE, language="en", person=zephyrine)
    report = reported(stage, zephyrine)
    texted = reported(stage, None, source=Source.SMS, words="From a phone.")
    Thread.objects.create(line=line, report=texted.public_id, key="key")
    Incoming.objects.create(
        digest="d" * 64, line=line.public_id, words="Dark here.", state=State.HELD, reason=Reason.NO_PLACE
    )
    Outgoing.objects.create(key="k", line=line, words="Done.", segments=1, state=Sending.FAILED)
    Letter.objects.create(
        digest="e" * 64,
        state=Lying.HELD,
        reason=NotPlaced.NO_PLACE,
        sender="zephyrine@people.example",
        words="Dark.",
    )
    return [report, texted]


def office_pages(reports):
    """Every page of the office, with what there is of hers in place of the variables; once each."""
    routes = [
        each.route
        for each in all_addresses()
        if each.door is Access.OFFICIALS and "live" not in each.route and "(" not in each.route
    ]
    plain = [path for route in routes for path in filled(route, reports[0])]
    others = [f"/office/reports/{each.public_id}/" for each in reports[1:]]
    texts = [f"/office/sms/{each}/" for each in Incoming.objects.values_list("public_id", flat=True)]
    return [*dict.fromkeys(plain), *others, *texts]


def looks():
    return Look.objects.aggregate(all=Sum("times"))["all"] or 0


def walk(paths, cast):
    """Each page that showed a trace, and whether a look was noted for it."""
    for reader in READERS:
        browser = cast.browser(reader)
        for path in paths:
            before = looks()
            answer = browser.get(path)
            said = answer.getvalue().decode("utf-8", "replace")
            if any(trace in said for trace in TRACES):
                yield path, looks() > before


def test_every_office_page_that_shows_her_leaves_a_line_that_she_can_read(made, cast, zephyrine):
    shown = list(walk(office_pages(made), cast))
    assert len({path for path, _noted in shown}) >= 6, "Otherwise the pages do not show her at all."
    unnoted = [path for path, noted in shown if not noted]
    assert not unnoted, "Call looks.contracts.note in these views:\n" + "\n".join(unnoted)
    spots = set(Look.objects.filter(person=zephyrine).values_list("spot", flat=True))
    assert spots == {"reports.case", "sms.text", "carrier.standing", "letterbox.letter"}


def test_a_page_that_forgot_to_note_is_found_out(made, cast, monkeypatch):
    """So that the test above can fail."""
    monkeypatch.setattr(actions, "_NOTE", "SELECT 1 WHERE %(official)s IS NULL")
    paths = [
        f"/office/reports/{made[0].public_id}/",
        "/office/sms/",
        "/office/carrier/",
        "/office/letterbox/",
    ]
    shown = list(walk(paths, cast))
    assert len(shown) >= 4
    assert not any(noted for _path, noted in shown)


def test_the_person_sees_who_opened_their_report_and_when(stage, alice, amina, cast):
    report = reported(stage, alice)
    for _time in range(2):
        assert cast.browser("amina").get(f"/office/reports/{report.public_id}/").status_code == 200
    assert Look.objects.get(person=alice).times == 2
    assert "opened your report in the office" in cast.browser("alice").get("/account/data/").content.decode()
    told = {each["name"]: each for each in everything(alice)["sections"]}["looked-at"]
    assert told["rows"][0]["data"]["role"] == "agent"
