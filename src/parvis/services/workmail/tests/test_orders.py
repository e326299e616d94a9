"""An office that reads only mail gets every report once, and what it answers stands on the report."""

import re
from datetime import timedelta

import pytest

from parvis.kernel.journal.queries import history_of
from parvis.kernel.promises.models import Promise
from parvis.services.dispatch.actions.sending import deliver_due
from parvis.services.dispatch.actions.setup import disconnect, try_again
from parvis.services.dispatch.models import Channel, Parcel
from parvis.services.letterbox.actions.taking import take
from parvis.services.letterbox.models import Letter
from parvis.services.letterbox.tests.stage import message
from parvis.services.reports.actions.part import comment, look_again
from parvis.services.reports.models import Comment, Report
from parvis.services.workmail.tests.conftest import PARKS

pytestmark = [pytest.mark.django_db(transaction=True)]
RETURNED = """--b
Content-Type: text/plain

I am sorry, it could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.city.example

Final-Recipient: rfc822; lights@works.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 No such mailbox here
--b--
"""


def told(report):
    return [line.text for line in history_of(report.subject)]


def states():
    return [(each.state, each.fails) for each in Parcel.objects.order_by("pk")]


def page_in(letter):
    return re.search(r"https?://[^/]+(/orders/\S+)", letter.body)[1]


def answers():
    return list(Comment.objects.filter(kind="answer").order_by("pk").values_list("words", flat=True))


def test_the_office_gets_all_it_needs_and_not_who_sent_it(channel, report_by, alice, mailoutbox):
    report = report_by(alice, words="Dark since Monday.", answers={"how_many": "one"}, address="1 Elm St")
    deliver_due()
    deliver_due()
    (letter,) = [each for each in mailoutbox if each.to == [PARKS]]
    for part in (
        "Dark since Monday.",
        "1 Elm St",
        report.reference,
        f"geo:{report.lat:.6f},{report.lon:.6f}",
    ):
        assert part in letter.subject + letter.body
    assert "How many" in letter.body
    everything = letter.message().as_string() + letter.body + letter.alternatives[0].content
    assert alice.public_name not in everything
    assert alice.email not in everything
    assert any(text.startswith("It arrived") for text in told(report))


def test_no_address_writes_a_head_of_its_own(channel, report_by, mailoutbox):
    report_by(address="1 Elm St\nBcc: all@people.example")
    deliver_due()
    (letter,) = [each for each in mailoutbox if each.to == [PARKS]]
    assert "\n" not in letter.subject
    assert letter.message()["Bcc"] is None
    assert states() == [("sent", 0)]


def test_a_private_report_is_not_told_by_mail_but_on_its_page(channel, report_by, alice, mailoutbox, client):
    report = report_by(alice, words="He does it every night.")
    Report.objects.filter(pk=report.pk).update(is_public=False)
    deliver_due()
    (letter,) = [each for each in mailoutbox if each.to == [PARKS]]
    assert "every night" not in letter.body + letter.alternatives[0].content
    assert "every night" in client.get(page_in(letter)).content.decode()


@pytest.mark.parametrize(
    ("said", "state"),
    [("550 No such mailbox here", ("refused", 1)), ("450 Come back later", ("waiting", 1))],
)
def test_what_the_mail_server_says_is_kept_and_told(channel, report_by, server, said, state):
    server.answers = [said]
    report = report_by()
    deliver_due()
    assert states() == [state]
    assert said.partition(" ")[2] in Parcel.objects.get().reason
    assert ("refused it" if state[0] == "refused" else "Not delivered yet") in told(report)[-1]


def test_a_letter_that_had_to_wait_goes_out_once(channel, report_by, server, clock):
    server.answers = ["450 Come back later"]
    report_by()
    deliver_due()
    clock.shift(timedelta(minutes=2))
    deliver_due()
    deliver_due()
    assert states() == [("sent", 0)]
    assert len(server.letters) == 1


def test_while_no_mail_server_answers_nothing_is_lost(channel, report_by, server, clock, settings):
    options = settings.MAILERS["default"]["OPTIONS"]
    port, options["port"] = options["port"], 9
    report_by()
    deliver_due()
    assert states() == [("waiting", 1)]
    options["port"] = port
    clock.shift(timedelta(minutes=2))
    deliver_due()
    assert states() == [("sent", 0)]


def test_a_letter_that_comes_back_is_a_refusal_until_somebody_mends_it(channel, report_by, server, mona):
    report = report_by()
    deliver_due()
    (letter,) = server.letters
    back = letter["X-MailFrom"]
    heads = (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "Auto-Submitted: auto-replied",
    )
    for action in ("delayed", "failed"):
        take(message(RETURNED.format(action=action), *heads, sender="mailer-daemon@mx.example", to=back))
        assert states() == [("sent", 0) if action == "delayed" else ("refused", 1)]
    assert "No such mailbox" in Parcel.objects.get().reason
    assert "refused it" in told(report)[-1]
    try_again(Parcel.objects.get().pk, mona)
    deliver_due()
    assert states() == [("sent", 0)]
    assert server.letters[0]["Message-ID"] == server.letters[1]["Message-ID"]


def test_what_the_office_replies_stands_on_the_report_once(channel, report_by, mailoutbox):
    report = report_by()
    deliver_due()
    (letter,) = [each for each in mailoutbox if each.to == [PARKS]]
    reply = message(
        "The crane comes on Friday.", sender="pat@works.example", to=letter.extra_headers["Reply-To"]
    )
    take(reply)
    take(reply)
    assert answers() == ["The crane comes on Friday."]
    assert Comment.objects.get().office == report.office


@pytest.mark.parametrize(
    ("sender", "words", "reason"),
    [("pat@elsewhere.example", "It is done.", "other_sender"), ("pat@works.example", "", "no_words")],
)
def test_what_cannot_be_theirs_waits_for_the_desk(channel, report_by, mailoutbox, sender, words, reason):
    report_by()
    deliver_due()
    (letter,) = [each for each in mailoutbox if each.to == [PARKS]]
    kept = take(message(words, sender=sender, to=letter.extra_headers["Reply-To"]))
    assert (kept.state, kept.reason) == ("held", reason)
    assert not answers()


def test_a_machine_that_is_on_holiday_is_not_quoted(channel, report_by, mailoutbox):
    report_by()
    deliver_due()
    (letter,) = [each for each in mailoutbox if each.to == [PARKS]]
    to = letter.extra_headers["Reply-To"]
    take(message("I am away until May.", "Auto-Submitted: auto-replied", sender=PARKS, to=to))
    assert not answers()
    assert not Letter.objects.filter(state="held").exists()


def test_an_address_that_was_not_made_here_says_nothing(channel, report_by):
    report = report_by()
    kept = take(
        message("Done.", sender=PARKS, to=f"report+o{channel.pk}_{report.public_id}{'a' * 16}@city.example")
    )
    assert kept.state == "asked", "It is a letter like any other."
    assert not answers()


def test_who_reads_only_mail_closes_a_report_on_a_page_without_an_account(
    channel, report_by, mailoutbox, client
):
    report = report_by()
    deliver_due()
    page = page_in(next(each for each in mailoutbox if each.to == [PARKS]))
    assert client.get(page).status_code == 200
    report.refresh_from_db()
    assert report.state == "open", "Mail scanners follow links."
    given = {"deed": "done", "words": "A new lamp.", "key": "one"}
    assert client.post(page, {**given, "words": " "}).status_code == 422
    for _press in range(2):
        assert client.post(page, given).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.closing, report.closing_words) == ("closed", "done", "A new lamp.")
    assert Promise.objects.get(subject=report.subject).answered_at is not None
    assert sum("closed" in text.lower() for text in told(report)) == 1


def test_an_office_that_is_at_it_need_not_explain(channel, report_by, mailoutbox, client):
    report = report_by()
    deliver_due()
    page = page_in(next(each for each in mailoutbox if each.to == [PARKS]))
    client.post(page, {"deed": "started", "key": "one"})
    report.refresh_from_db()
    assert report.state == "in_progress"


def test_the_page_is_gone_with_the_mailbox(channel, report_by, mailoutbox, client, stage, mona):
    report_by()
    deliver_due()
    page = page_in(next(each for each in mailoutbox if each.to == [PARKS]))
    Channel.objects.update(address="mailto:new@works.example")
    assert client.get(page).status_code == 404
    Channel.objects.update(address=channel.address)
    assert client.get(page).status_code == 200
    disconnect(stage.lighting, mona)
    assert client.get(page).status_code == 404
    assert client.post("/orders/made-up/", {"deed": "done"}).status_code == 404


def test_another_office_has_it_now(channel, report_by, mailoutbox, client, stage):
    report = report_by()
    deliver_due()
    page = page_in(next(each for each in mailoutbox if each.to == [PARKS]))
    Report.objects.filter(pk=report.pk).update(office=stage.desk)
    assert client.get(page).status_code == 404


def test_news_follows_its_report_in_the_same_thread(channel, report_by, alice, bob, mailoutbox):
    report = report_by(alice)
    deliver_due()
    comment(report.pk, bob, "The one beside it flickers, too.")
    deliver_due()
    first, news = [each for each in mailoutbox if each.to == [PARKS]]
    assert "flickers" in news.body
    assert news.extra_headers["In-Reply-To"] == first.extra_headers["Message-ID"]
    assert news.subject == f"Re: {first.subject}"


@pytest.mark.parametrize(("fixed", "words"), [(True, "it is fixed"), (False, "still there")])
def test_what_residents_see_is_told(channel, report_by, bob, mailoutbox, mona, fixed, words, client):
    report = report_by()
    deliver_due()
    page = page_in(next(each for each in mailoutbox if each.to == [PARKS]))
    client.post(page, {"deed": "done", "words": "A new lamp.", "key": "one"})
    look_again(report.pk, bob, fixed=fixed)
    deliver_due()
    assert words in [each for each in mailoutbox if each.to == [PARKS]][-1].body


def test_a_city_that_reads_no_mail_asks_for_no_reply(channel, report_by, mailoutbox, settings):
    settings.MAIL_IN = ""
    report_by()
    deliver_due()
    (letter,) = [each for each in mailoutbox if each.to == [PARKS]]
    assert "Reply-To" not in letter.extra_headers
    assert "answer this letter" not in letter.body
    assert page_in(letter)


def test_a_manager_names_a_mailbox_where_an_address_of_the_web_may_stand(stage, mona, sign_in):
    browser = sign_in(mona)
    assert browser.post("/office/dispatch/street-lighting/", {"address": PARKS}).status_code == 302
    assert Channel.objects.get().address == f"mailto:{PARKS}"
    assert f'value="{PARKS}"' in browser.get("/office/dispatch/street-lighting/").content.decode()
    assert browser.post("/office/dispatch/street-lighting/", {"address": "lights@"}).status_code == 422
