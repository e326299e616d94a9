"""What the public desk does with messages that no machine could place."""

import pytest

from parvis.kernel.journal.models import Entry
from parvis.kernel.keeping.actions import erase
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.services.carrier.models import Line, Outgoing
from parvis.services.carrier.seeds import seed as carrier_seed
from parvis.services.gsm.contracts import Text
from parvis.services.reports.models import Report
from parvis.services.sms.actions.desk import answer, make_report, settle
from parvis.services.sms.actions.taking import take
from parvis.services.sms.models import Incoming
from parvis.services.sms.rules import Place
from parvis.services.sms.seeds import seed
from parvis.services.sms.tasks import lay_aside_what_is_old


@pytest.fixture
def held(by_phone):
    for words in ("It smells", "here", "over there"):
        by_phone().texts(words)
    return Incoming.objects.get(state="held")


def page_of(message):
    return f"/office/sms/{message.public_id}/"


def test_the_desk_sees_what_waits_without_the_whole_number(held, desk, amina, sign_in):
    browser = sign_in(desk)
    for page in ("/office/sms/", page_of(held)):
        words = browser.get(page).content.decode()
        assert "It smells" in words
        assert "…142" in words
        assert "+16175550142" not in words
    elsewhere = sign_in(amina).get("/office/sms/", follow=True).content.decode()
    assert "read at the public desk" in elsewhere
    assert "It smells" not in elsewhere
    assert sign_in(amina).get(page_of(held)).status_code == 403


def test_the_desk_answers_once(held, desk, by_phone, sign_in):
    browser = sign_in(desk)
    assert browser.post(page_of(held), {"do": "answer", "words": ""}).status_code == 422
    done = browser.post(page_of(held), {"do": "answer", "words": "Please call us."}, follow=True)
    assert "No message waits" in done.content.decode()
    assert by_phone().inbox[-1].endswith(": Please call us.")
    answer(held.public_id, desk, "Again.")
    assert not by_phone().inbox[-1].endswith("Again.")
    assert Entry.objects.filter(verb="sms.message.answered").count() == 1
    assert browser.get(page_of(held)).status_code == 404


def test_the_desk_makes_it_a_report_and_the_sender_is_told(held, desk, by_phone, sign_in, stage):
    browser = sign_in(desk)
    sent = {"do": "report", "kind": "tree", "address": "qqqqq"}
    assert "do not know this address" in browser.post(page_of(held), sent).content.decode()
    browser.post(page_of(held), {**sent, "address": "Beacon Street"})
    report = Report.objects.get()
    assert (report.category, report.words) == (stage.tree, "It smells\nhere\nover there")
    assert report.reference in by_phone().inbox[-1]
    assert not Incoming.objects.exclude(words="").exists()


def test_what_cannot_be_a_report_stays(held, desk, sign_in):
    with pytest.raises(RefusedError, match="outside the city"):
        make_report(held.public_id, desk, "tree", Place("Far away", 10.0, 10.0))
    held.refresh_from_db()
    assert (held.state, held.words) == ("held", "It smells\nhere\nover there")


def test_a_phone_that_said_stop_is_not_answered_by_the_desk_either(held, desk, by_phone, sign_in):
    by_phone().texts("STOP")
    page = sign_in(desk).post(page_of(held), {"do": "answer", "words": "Hello"})
    assert "wants no messages" in page.content.decode()
    assert Incoming.objects.get(pk=held.pk).state == "held"


def test_the_desk_lets_it_go(held, desk, amina, sign_in):
    with pytest.raises(RefusedError):
        settle(held.public_id, amina)
    with pytest.raises(AbsentError):
        settle("nothing", desk)
    sign_in(desk).post(f"{page_of(held)}done/")
    assert not Incoming.objects.exclude(words="", line="").exists()
    assert str(Incoming.objects.get(pk=held.pk)) == f"done {held.public_id}"


def test_whoever_handles_a_report_sees_the_phone_and_nobody_else_does(by_phone, amina, sign_in, grace):
    by_phone().texts("The lamp is dark at Beacon Street")
    report = Report.objects.get()
    assert "+16175550142" in sign_in(amina).get(f"/office/reports/{report.public_id}/").content.decode()
    for page in (f"/reports/{report.public_id}/", "/reports/", f"/api/v1/reports/{report.public_id}"):
        assert "6175550142" not in grace.get(page).content.decode()
    assert "6175550142" not in str(list(Entry.objects.values()))


def test_the_journal_and_the_log_know_no_number(by_phone, caplog):
    by_phone().gateway.faults = [400]
    by_phone().texts("The lamp is dark at Beacon Street")
    by_phone().texts("STOP")
    assert "6175550142" not in caplog.text
    assert "6175550142" not in str(list(Entry.objects.values()))


def test_my_data_shows_what_waits_and_leaving_takes_it_along(held, alice, sign_in):
    Line.objects.update(person=alice)
    assert "It smells" in sign_in(alice).get("/account/data/").content.decode()
    erase(alice)
    assert not Incoming.objects.exclude(words="").exists()


@pytest.mark.usefixtures("stage")
def test_in_the_demo_the_office_plays_a_phone(desk, sign_in, settings):
    browser = sign_in(desk)
    assert browser.get("/office/sms/phone/").status_code == 404
    settings.SMS_GATEWAY = "demo"
    assert "Play a phone" in browser.get("/office/sms/").content.decode()
    assert browser.post("/office/sms/phone/", {"phone": "123", "words": "x"}).status_code == 422
    sent = {"phone": "+16175550142", "words": "The lamp is dark"}
    assert "Where is it?" in browser.post("/office/sms/phone/", sent, follow=True).content.decode()


@pytest.mark.usefixtures("stage")
def test_the_demo_can_be_loaded_twice(settings):
    settings.SMS_GATEWAY = "demo"
    carrier_seed()
    seed()
    said = Outgoing.objects.count()
    seed()
    assert (Outgoing.objects.count(), said > 5) == (said, True)
    lay_aside_what_is_old.func(timestamp=0)


@pytest.mark.usefixtures("stage", "city_gateway")
def test_a_message_without_words_is_answered_with_help():
    take(Text("SM-empty", "+16175550142", ""))
    assert "STATUS" in Outgoing.objects.get().words
