"""What people with a phone and no screen say to the city, and what comes back."""

from datetime import UTC, datetime, timedelta

import pytest

from parvis.kernel.testing.together import together
from parvis.services.carrier.tests.gateway import FakeGateway
from parvis.services.counter.actions.claiming import claim
from parvis.services.gsm.contracts import Text, segments
from parvis.services.reports.actions import work
from parvis.services.reports.models import Comment, Report, Vote
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import build, reported
from parvis.services.sms.actions.taking import lay_old_aside, take
from parvis.services.sms.models import Incoming

DARK = "The lamp is dark at Beacon Street"
NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)  # in Boston


def test_somebody_with_an_old_phone_reports_a_broken_lamp_in_one_message(stage, by_phone):
    answer = by_phone().texts(DARK)
    report = Report.objects.get()
    assert (report.source, report.category, report.words) == ("sms", stage.light, DARK)
    assert (report.state, report.author, report.address) == ("open", None, "Beacon Street")
    assert report.reference in answer
    assert "Street Lighting" in answer
    assert f"/r/{report.public_id}/" in answer
    assert segments(answer) <= 2


def test_somebody_with_an_old_phone_reports_a_broken_lamp_in_two_messages(stage, by_phone):
    phone = by_phone()
    assert "Where is it?" in phone.texts("The lamp is dark")
    assert not Report.objects.exists()
    assert "Report" in phone.texts("Beacon Street")
    report = Report.objects.get()
    assert (report.category, report.address) == (stage.light, "Beacon Street")
    assert not Incoming.objects.exclude(words="").exists(), "Of what is done nothing is kept."


def test_a_place_that_may_be_two_is_chosen_by_its_number(stage, by_phone):
    phone = by_phone()
    question = phone.texts("The lamp is dark on Elm")
    assert "1 Elm" in question
    assert "2 Elm" in question
    assert "Report" in phone.texts("2.")
    assert Report.objects.get().address in question.split("2 ")[1]


def test_a_place_is_found_in_the_middle_of_a_sentence(stage, by_phone):
    assert "Report" in by_phone().texts("At Beacon Street the lamp has been dark since Monday")


def test_when_the_kind_is_unclear_three_and_something_else_are_offered(stage, by_phone):
    phone = by_phone()
    question = phone.texts("Xyzzy at Beacon Street")
    assert "What is it about? 1 " in question
    assert "something else" in question
    chosen = question[question.index("Street light is out") - 2]
    assert "Street Lighting" in phone.texts(chosen)
    assert Report.objects.get().category == stage.light


def test_a_kind_can_be_said_in_words_and_what_fits_none_is_something_else(stage, by_phone):
    one, other = by_phone(), by_phone("+16175550143")
    one.texts("Xyzzy at Beacon Street")
    one.texts("a lamp")
    other.texts("Xyzzy at Beacon Street")
    other.texts("plugh")
    other.texts("frobozz")
    kinds = {each.words: each.category.slug for each in Report.objects.all()}
    assert kinds == {
        "Xyzzy at Beacon Street\na lamp": "street-light",
        "Xyzzy at Beacon Street\nplugh\nfrobozz": stage.tree.slug,
    }


def test_after_two_questions_a_person_reads_it_and_the_sender_is_told(stage, by_phone):
    phone = by_phone()
    phone.texts("The lamp is dark")
    phone.texts("over there")
    assert "Somebody at" in phone.texts("next to my house")
    held = Incoming.objects.get(state="held")
    assert (held.reason, held.words) == ("no_place", "The lamp is dark\nover there\nnext to my house")


def test_a_question_that_nobody_answers_in_a_day_is_read_by_a_person(stage, by_phone, clock):
    phone = by_phone()
    phone.texts("The lamp is dark")
    lay_old_aside()
    assert not Incoming.objects.filter(state="held").exists()
    clock.shift(timedelta(hours=25))
    lay_old_aside()
    assert Incoming.objects.get(state="held").reason == "no_answer"
    phone.texts("A tree fell")
    clock.shift(timedelta(hours=25))
    assert "Report" in phone.texts(DARK), "An old question is over, also before anybody looked."
    assert Incoming.objects.filter(state="held").count() == 2


def test_the_same_webhook_twice_is_one_message(stage, by_phone):
    phone = by_phone()
    phone.texts(DARK, "SM-again")
    assert phone.texts(DARK, "SM-again") == ""
    phone.texts("It flickers, too", "SM-more")
    assert phone.texts("It flickers, too", "SM-more") == ""
    assert (Report.objects.count(), Comment.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_the_same_webhook_twice_at_once_is_one_message():
    build()
    take(Text("SM-first", "+16175550142", DARK))
    text = Text("SM-twins", "+16175550142", "It flickers, too")
    one, other = together(lambda: take(text), lambda: take(text))
    assert one.pk == other.pk
    assert Comment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_messages_of_one_phone_at_once_are_read_one_after_the_other():
    build()
    first, second = (
        Text("SM-a", "+16175550142", "The lamp is dark"),
        Text("SM-b", "+16175550142", "A tree fell"),
    )
    together(lambda: take(first), lambda: take(second))
    assert sorted(Incoming.objects.values_list("state", flat=True)) == ["asked", "done"]


def test_help_says_what_the_number_is_in_the_language_that_was_asked(stage, by_phone):
    phone = by_phone()
    assert "STOP" in phone.texts("HELP")
    assert "STOP" in phone.texts("Aide")
    assert "112" not in phone.texts("ayuda"), "Boston calls 911."
    assert phone.texts("مساعدة") != phone.texts("Français")


def test_a_phone_is_answered_in_its_language(stage, by_phone):
    phone = by_phone()
    phone.texts("Français")
    assert "Où" in phone.texts("Le réverbère ne marche plus")
    arabic = by_phone("+16175550143").texts("المصباح ظلام")
    assert "أين" in arabic


def test_status_tells_what_everybody_may_know(stage, by_phone):
    phone, stranger = by_phone(), by_phone("+16175550143")
    phone.texts(DARK)
    report = Report.objects.get()
    assert "open" in phone.texts("STATUS")
    assert report.reference in stranger.texts(f"status {report.reference}")
    assert report.reference in stranger.texts(f"Status {report.public_id}")
    assert "no public report" in stranger.texts("STATUS")
    assert "no public report" in stranger.texts("STATUS ABCD-2345")


def test_status_of_a_closed_report_names_no_day(stage, by_phone, amina):
    report = reported(stage)
    work.close(report.pk, amina, Closing.DONE, "Done.")
    told = by_phone().texts(f"STATUS {report.reference}")
    assert "closed" in told
    assert "answer by" not in told


def test_signs_without_letters_are_no_words_on_a_report(stage, by_phone):
    phone = by_phone()
    phone.texts(DARK)
    phone.texts("\u202e")
    assert not Comment.objects.exists()


def test_of_a_private_report_a_stranger_hears_nothing_and_its_sender_only_the_day(stage, by_phone):
    phone, stranger = by_phone(), by_phone("+16175550143")
    phone.texts("My home is not fit to live in, Beacon Street")
    report = Report.objects.get()
    assert not report.is_public
    told = phone.texts("STATUS")
    assert report.reference in told
    assert "/r/" not in told
    assert "home" not in told
    assert "no public report" in stranger.texts(f"STATUS {report.reference}")
    assert stranger.texts(f"{report.reference} me too") != ""
    assert not Comment.objects.exists()


def test_a_forged_sender_learns_nothing_and_speaks_in_nobodys_name(stage, by_phone, alice):
    owner = by_phone()
    owner.texts(DARK)
    claim(owner.texts("CODE").split("code ")[1].split()[0], alice)
    forged = owner.gateway.bring(owner.number, "I am Alice, believe me", "SM-forged")
    assert forged.content == b"<Response/>", "Whoever posts reads nothing: the answer goes to the phone."
    said = Comment.objects.get()
    assert (said.person, said.via) == (None, "SMS")
    assert said.report.author == alice


def test_words_after_a_report_stand_with_it_unless_they_begin_a_new_one(stage, by_phone, clock):
    phone = by_phone()
    phone.texts(DARK)
    first = Report.objects.get()
    assert first.reference in phone.texts("It flickers, too")
    said = Comment.objects.get()
    assert (said.words, said.person, said.via) == ("It flickers, too", None, "SMS")
    phone.texts("Another lamp is dark at Elm Avenue")
    assert Report.objects.count() == 2
    phone.texts(f"{first.reference} still flickers")
    assert Comment.objects.filter(report=first).count() == 2
    phone.texts("NEW a tree fell on Elm Avenue")
    assert Report.objects.count() == 3
    clock.shift(timedelta(days=4))
    assert "Where" in phone.texts("A lamp is dark"), "The talk is over: this is something new."


def test_anybody_can_add_to_a_public_report_by_its_number(stage, by_phone):
    report = reported(stage)
    assert report.reference in by_phone().texts(f"{report.reference} I see it too")
    assert Comment.objects.get().report == report
    assert "Where" in by_phone("+16175550143").texts("WELL-KEPT lamp is dark")


def test_the_office_asks_and_the_answer_lets_the_clock_run_again(stage, by_phone, amina, clock):
    clock.move_to(NOON)
    phone = by_phone()
    phone.texts(DARK)
    report = Report.objects.get()
    work.ask(report.pk, amina, "Which lamp is it?")
    assert "Which lamp is it?" in phone.inbox[-1]
    report.promise.refresh_from_db()
    assert report.promise.paused_at
    phone.texts("The left one")
    report.promise.refresh_from_db()
    assert not report.promise.paused_at
    assert Comment.objects.get(kind="comment").words == "The left one"


def test_news_of_a_private_report_say_only_that_there_is_something(stage, by_phone, desk, clock):
    clock.move_to(NOON)
    phone = by_phone()
    phone.texts("My home is not fit to live in, Beacon Street")
    report = Report.objects.get()
    work.ask(report.pk, desk, "Who is your landlord?")
    work.answer(report.pk, desk, "We wrote to your landlord.")
    work.close(report.pk, desk, Closing.DONE, "Your landlord will paint the kitchen.")
    assert len(phone.inbox) == 4
    assert not any("landlord" in words for words in phone.inbox)
    assert "call our public desk" in phone.inbox[1]


@pytest.mark.parametrize("answer, fixed", [("Y", True), ("نعم", True), ("no", False)])
def test_closed_is_it_fixed_a_letter_says_so(stage, by_phone, amina, clock, answer, fixed):
    clock.move_to(NOON)
    phone = by_phone()
    phone.texts(DARK)
    report = Report.objects.get()
    work.answer(report.pk, amina, "We come on Tuesday.")
    assert "We come on Tuesday." in phone.inbox[-1]
    work.close(report.pk, amina, Closing.DONE, "A new bulb is in.")
    assert "A new bulb is in. Is it fixed?" in phone.inbox[-1]
    phone.texts(answer)
    assert Vote.objects.get().fixed is fixed
    report.refresh_from_db()
    assert report.finding == ("fixed" if fixed else "not_fixed")
    phone.texts("Y")
    assert Vote.objects.count() == 1


def test_nobody_is_told_twice_of_one_thing(stage, by_phone, amina, clock):
    from parvis.services.carrier.actions.telling import tell_sender

    clock.move_to(NOON)
    phone = by_phone()
    phone.texts(DARK)
    report = Report.objects.get()
    work.ask(report.pk, amina, "Which lamp?")
    before = len(phone.inbox)
    tell_sender(
        report=report.public_id,
        deed="asked",
        key=f"asked:{report.public_id}:{Comment.objects.get().public_id}",
    )
    tell_sender(report="gone", deed="asked", key="x")
    assert len(phone.inbox) == before


def test_a_code_makes_the_report_somebodys_account(stage, by_phone, alice):
    phone = by_phone()
    assert "none from your phone" in phone.texts("CODE")
    phone.texts(DARK)
    told = phone.texts("Code")
    code = told.split("code ")[1].split()[0]
    claim(code, alice)
    assert Report.objects.get().author == alice


def test_whoever_writes_too_much_is_told_once_and_then_nobody_answers(stage, by_phone):
    phone = by_phone()
    answers = [phone.texts("HELP") for _each in range(16)]
    assert sum("a lot at once" in each for each in answers) == 1
    assert answers[-1] == ""
    assert "no more messages" in phone.texts("STOP"), "STOP is heard in a storm."


def test_stop_is_the_last_word_until_start(stage, by_phone, amina, clock):
    clock.move_to(NOON)
    phone = by_phone()
    phone.texts("The lamp is dark")
    assert "no more messages" in phone.texts("STOP")
    assert phone.texts("stop") == "", "Confirmed once."
    assert Incoming.objects.get(state="held").words == "The lamp is dark", "What was seen is not lost."
    assert phone.texts("HELP") == ""
    assert phone.texts(DARK) == ""
    report = Report.objects.get()
    with pytest.raises(Exception, match="Nobody can be asked"):
        work.ask(report.pk, amina, "Which?")
    work.close(report.pk, amina, Closing.DONE, "Done.")
    assert len(phone.inbox) == 2
    assert "Welcome back" in phone.texts("START")


def test_news_that_wait_for_the_morning_are_cancelled_by_stop(stage, by_phone, amina, clock):
    clock.move_to(NOON)
    phone = by_phone()
    phone.texts(DARK)
    clock.move_to(NOON.replace(hour=3) + timedelta(days=1))  # ten at night in Boston
    work.answer(Report.objects.get().pk, amina, "We come.")
    assert len(phone.inbox) == 1
    phone.texts("STOP")
    clock.shift(timedelta(hours=12))
    from parvis.services.carrier.tasks import send_what_is_due

    send_what_is_due.func(timestamp=0)
    assert len(phone.inbox) == 2


def test_without_a_service_a_message_is_held_and_its_sender_told(stage, by_phone):
    from parvis.kernel.catalogue.actions import offer
    from parvis.services.reports.models import Category

    offer("reports", stage.desk, stage="paused")
    assert "not open" in by_phone().texts(DARK)
    assert Incoming.objects.get(state="held").reason == "refused"
    Category.objects.update(is_offered=False)
    by_phone("+16175550143").texts(DARK)
    by_phone("+16175550143").texts("x")
    by_phone("+16175550143").texts("x")
    assert Incoming.objects.filter(state="held").count() == 2


@pytest.mark.usefixtures("stage")
def test_nothing_comes_in_without_a_gateway_or_a_signature(city_gateway: FakeGateway, settings):
    assert city_gateway.bring("+16175550142", DARK, secret="guessed").status_code == 403
    assert city_gateway.bring("72727", DARK).status_code == 400
    settings.SMS_TOKEN = ""
    assert city_gateway.bring("+16175550142", DARK, secret="").status_code == 404
    settings.SMS_GATEWAY = "demo"
    assert city_gateway.bring("+16175550142", DARK).status_code == 403
    assert not Incoming.objects.exists()
