"""What becomes of an e-mail."""

import base64
import io
import sys
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.management import call_command

from parvis.kernel.clock import now
from parvis.kernel.keeping.actions import erase, erase_address
from parvis.kernel.notices.actions import deliver
from parvis.kernel.notices.models import Delivery, Notice
from parvis.kernel.people.actions import confirm
from parvis.kernel.people.models import Confirmation, Person
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.testing.together import together
from parvis.services.letterbox.actions.taking import settle, take
from parvis.services.letterbox.models import Letter
from parvis.services.letterbox.notices import AskPlace
from parvis.services.letterbox.queries import address_about, held
from parvis.services.letterbox.seeds import seed
from parvis.services.letterbox.tests.stage import letter_to, message, wrote
from parvis.services.reports.actions import work
from parvis.services.reports.models import Comment, Report
from parvis.services.reports.tests.stage import build, photo, reported

DARK = "The lamp is dark at Beacon Street. Thank you."


def test_a_message_that_names_a_place_waits_for_one_click_of_its_sender(stage):
    letter = wrote(DARK)
    report = Report.objects.get()
    assert (letter.state, letter.report) == ("opened", report.public_id)
    assert (report.state, report.source, report.category.slug) == ("unconfirmed", "email", "street-light")
    assert not Person.objects.filter(email="zoe@people.example").exists(), "A From line proves nothing."
    confirm(Confirmation.objects.get().pk)
    report.refresh_from_db()
    assert (report.state, report.author.email, report.shows_name) == ("open", "zoe@people.example", False)


def test_once_it_is_a_report_the_letterbox_keeps_nothing_of_it(stage):
    kept = str(Letter.objects.filter(pk=wrote(DARK).pk).values().get())
    assert "zoe" not in kept
    assert "dark" not in kept


def test_a_message_in_the_name_of_somebody_known_is_asked_all_the_same(stage, alice):
    wrote(DARK, sender=alice.email)
    assert Report.objects.get().author is None
    assert Notice.objects.get(kind="reports.confirm").email == alice.email


def test_what_fits_no_category_goes_to_the_last_one(stage):
    wrote("Xyzzy at Beacon St.")
    assert Report.objects.get().category == stage.tree


def test_a_message_is_taken_once_however_often_it_is_brought(stage):
    raw = message(DARK)
    assert take(raw).pk == take(raw).pk
    assert Report.objects.count() == Notice.objects.filter(kind="reports.confirm").count() == 1


def test_a_message_that_is_brought_again_is_not_asked_about_again(stage):
    raw = message("The lamp is dark.")
    assert take(raw).pk == take(raw).pk
    assert Notice.objects.filter(kind="letterbox.where").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_message_that_two_workers_take_at_once_is_one_report():
    build()
    raw = message(DARK)
    one, other = together(lambda: take(raw), lambda: take(raw))
    assert one.pk == other.pk
    assert Report.objects.count() == 1


def test_photographs_come_along_drawn_anew(stage):
    picture = base64.b64encode(photo().read()).decode()
    broken = "--b\nContent-Type: image/png\n\nno picture\n"
    head = "--b\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64"
    body = f"--b\nContent-Type: text/plain\n\n{DARK}\n{head}\n\n"
    wrote(f"{body}{picture}\n{broken}--b--", "Content-Type: multipart/mixed; boundary=b")
    assert Report.objects.get().photos.count() == 1


def test_without_a_place_the_sender_is_asked_where_it_is(stage):
    letter = wrote("The lamp is dark.", "Subject: A lamp")
    assert letter.state == "asked"
    assert not Report.objects.exists()
    asked = letter_to("letterbox.where")
    assert asked.to == "zoe@people.example"
    assert "Where is it?" in asked.subject
    assert "street and number" in asked.text
    assert "street and number" in asked.html
    assert asked.headers["Auto-Submitted"] == "auto-generated"
    answer = wrote("Beacon Street", to=asked.headers["Reply-To"])
    report = Report.objects.get()
    assert "The lamp is dark." in report.words
    assert report.category == stage.light
    letter.refresh_from_db()
    assert (letter.state, answer.state) == ("opened", "ignored")


def test_a_street_that_may_be_two_is_asked_about(stage):
    assert wrote("A tree fell on Elm.").state == "asked"


def test_after_three_questions_a_person_reads_it(stage):
    letter = wrote("The lamp is dark.")
    for _again in range(3):
        wrote("Over there.", to=letter_to("letterbox.where").headers["Reply-To"])
    letter.refresh_from_db()
    assert (letter.state, letter.reason) == ("held", "no_place")
    assert "The lamp is dark." in letter.words
    assert Notice.objects.filter(kind="letterbox.where").count() == 3


def test_somebody_else_cannot_answer_for_the_sender(stage):
    wrote("The lamp is dark.")
    asked = letter_to("letterbox.where").headers["Reply-To"]
    assert wrote("Beacon Street", to=asked, sender="yuri@people.example").reason == "other_sender"
    assert not Report.objects.exists()


def test_a_reply_to_a_letter_is_the_persons_comment_on_the_report(stage, alice, report_by):
    report = report_by(alice)
    letter = letter_to("reports.opened", person=alice)
    answer = wrote(
        "It flickers, too.\n\nOn Monday City <report@city.example> wrote:\n> We have it.",
        to=letter.headers["Reply-To"],
        sender=alice.email,
    )
    assert (answer.state, answer.report) == ("written", report.public_id)
    said = Comment.objects.get()
    assert (said.words, said.person) == ("It flickers, too.", alice)


def test_a_reply_to_a_question_of_the_office_lets_the_clock_run_again(stage, alice, amina, report_by):
    report = report_by(alice)
    work.ask(report.pk, amina, "Which lamp?")
    report.promise.refresh_from_db()
    assert report.promise.paused_at
    wrote("The left one.", to=letter_to("reports.asked").headers["Reply-To"], sender=alice.email)
    report.promise.refresh_from_db()
    assert not report.promise.paused_at


def test_the_signed_address_is_not_enough_when_the_letter_comes_from_elsewhere(stage, alice, report_by):
    report = report_by(alice)
    address = address_about(report.subject, alice)
    letter = wrote("I am Alice.", to=address, sender="mallory@people.example")
    assert (letter.state, letter.reason) == ("held", "other_sender")
    assert not Comment.objects.exists()


def test_a_forged_address_writes_in_nobodys_name(stage, alice, bob, report_by):
    report = report_by(alice)
    good = address_about(report.subject, alice)
    forged = good.replace(alice.public_id, bob.public_id)
    wrote(DARK, to=forged, sender=bob.email)
    assert not Comment.objects.exists()
    assert Report.objects.count() == 2, "To the city it is a new message."


def test_an_old_address_is_good_no_more(stage, alice, report_by, clock):
    address = address_about(report_by(alice).subject, alice)
    clock.move_to(now() + timedelta(days=91))
    wrote("Hello?", to=address, sender=alice.email)
    assert not Comment.objects.exists()


def test_capitals_in_an_address_do_not_matter(stage, alice, report_by):
    address = address_about(report_by(alice).subject, alice)
    assert wrote("Hello.", to=address.upper(), sender=alice.email.upper()).state == "written"


def test_a_reply_without_words_or_about_what_is_gone_is_read_by_a_person(stage, alice, desk, report_by):
    report = report_by(alice)
    address = address_about(report.subject, alice)
    assert wrote("> quoted", to=address, sender=alice.email).reason == "no_words"
    gone = address_about("reports.report:99999999", alice)
    assert wrote("Hello.", to=gone, sender=alice.email).reason == "refused"
    assert wrote("> quoted", "Subject: ").reason == "no_words"
    assert len(held()) == 3


def test_a_refusal_is_told_to_whoever_reads_it(stage, alice):
    one, first = reported(stage, alice), reported(stage)
    Report.objects.filter(pk=one.pk).update(duplicate_of=first)
    letter = wrote("Hello.", to=address_about(one.subject, alice), sender=alice.email)
    assert letter.reason == "refused"
    assert "goes on at the report" in letter.said


@pytest.mark.parametrize(
    "head", ["Auto-Submitted: auto-replied", "Precedence: bulk", "Return-Path: <>", "List-Id: <a.example>"]
)
def test_a_machine_gets_no_answer_and_nothing_of_it_is_kept(stage, alice, report_by, head):
    address = address_about(report_by(alice).subject, alice)
    before = Notice.objects.count()
    letter = wrote("I am on holiday.", head, to=address, sender=alice.email)
    assert (letter.state, letter.words, letter.sender) == ("ignored", "", "")
    assert Notice.objects.count() == before
    assert not Comment.objects.exists()


def test_our_own_letter_that_comes_back_goes_round_no_further(stage, alice, report_by):
    report_by(alice)
    deliver(delivery_id=Delivery.objects.filter(notice__person=alice).first().pk)
    raw = outbox.outbox[0].message().as_bytes()
    assert take(raw).state == "ignored"


def test_very_many_from_one_sender_are_kept_but_not_answered(stage):
    states = [wrote("The lamp is dark.").state for _each in range(12)]
    assert states.count("asked") == 10
    assert Letter.objects.filter(reason="too_many").count() == 2


def test_what_cannot_be_read_is_kept_for_a_person_once(stage):
    raw = b"From: \xff\xfe\n\nHe\0lp"
    letter = take(raw)
    assert (letter.state, letter.reason) == ("held", "no_sender")
    assert "Help" in letter.raw
    assert take(raw).pk == letter.pk
    assert str(letter) == f"held {letter.public_id}"


def test_when_reports_are_closed_the_letter_is_kept(stage):
    from parvis.kernel.catalogue.actions import offer
    from parvis.services.reports.models import Category

    offer("reports", stage.desk, stage="paused")
    assert "not open" in wrote(DARK).said
    Category.objects.update(is_offered=False)
    assert wrote(DARK, sender="yuri@people.example").reason == "refused"


def test_a_city_that_reads_no_mail_gives_no_address(stage, alice, report_by, settings):
    settings.MAIL_IN = ""
    report_by(alice)
    assert "Reply-To" not in letter_to("reports.opened", person=alice).headers
    assert address_about("around.watch:1", alice) == ""
    assert AskPlace().reply_to({"letter": "x"}, None) == ""


def test_letters_to_officials_about_their_work_ask_for_no_reply(stage, amina, report_by):
    report_by()
    assert "Reply-To" not in letter_to("reports.arrived", person=amina).headers


def test_the_public_desk_reads_what_no_machine_could_place_and_lets_it_go(stage, desk, amina, sign_in):
    take(b"Subject: Help\n\nHelp me.")
    wrote("> quoted", "Subject: ")
    browser = sign_in(desk)
    page = browser.get("/office/letterbox/").content.decode()
    assert "does not say who sent it" in page
    assert "Help me." in page
    for letter in held():
        browser.post(f"/office/letterbox/{letter.public_id}/done/")
    assert "No letter waits" in browser.get("/office/letterbox/").content.decode()
    assert not Letter.objects.exclude(raw="", words="", sender="").exists()
    settle(Letter.objects.first().public_id, desk)
    elsewhere = sign_in(amina).get("/office/letterbox/", follow=True)
    assert "read at the public desk" in elsewhere.content.decode()
    assert "Help me." not in elsewhere.content.decode()
    with pytest.raises(RefusedError):
        settle(Letter.objects.first().public_id, amina)
    with pytest.raises(AbsentError):
        settle("nothing", desk)


def test_a_mail_server_hands_messages_over_by_a_pipe(stage, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(message(DARK))))
    call_command("letterbox", "take")
    assert Report.objects.count() == 1


def test_my_data_shows_what_waits_and_leaving_takes_it_along(stage, alice, sign_in):
    wrote("Where am I?", "Subject: A strange lamp", sender=alice.email)
    assert "A strange lamp" in sign_in(alice).get("/account/data/").content.decode()
    erase(alice)
    wrote("And I?")
    erase_address("zoe@people.example")
    assert not Letter.objects.exclude(sender="").exists()


def test_the_demo_can_be_loaded_twice(stage):
    seed()
    seed()
    assert Letter.objects.count() == 3
