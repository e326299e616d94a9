"""What an inspector hands in: once, on the report as it was seen, by the office's own verbs."""

from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.files.actions import store_photo
from parvis.kernel.journal.actions import forget_keys
from parvis.kernel.journal.queries import history_of
from parvis.kernel.keeping.actions import erase
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.services.defects.actions import take_away
from parvis.services.defects.rules import Outcome
from parvis.services.findings.models import PHOTO_PURPOSE, Finding
from parvis.services.findings.seeds import seed
from parvis.services.findings.tests.stage import found, offered
from parvis.services.reports.actions import work
from parvis.services.reports.contracts import ChangedError, case_of
from parvis.services.reports.models import Comment, Report
from parvis.services.reports.rules import Closing, State
from parvis.services.reports.tests.stage import photo, reported

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("outcome", "state", "closing"),
    [
        (Outcome.STARTED, State.IN_PROGRESS, ""),
        (Outcome.DONE, State.CLOSED, Closing.DONE),
        (Outcome.NOT_FOUND, State.CLOSED, Closing.NOT_FOUND),
        (Outcome.NO_ACTION, State.CLOSED, Closing.NO_ACTION),
        (Outcome.NOT_OURS, State.CLOSED, Closing.NOT_OURS),
        (Outcome.LOOKED, State.OPEN, ""),
    ],
)
def test_the_office_does_what_its_inspector_says(amina, street, mailoutbox, outcome, state, closing):
    made = found(amina, street[0], outcome, words="As I saw it.")
    report = Report.objects.get(pk=street[0].pk)
    assert (report.state, report.closing) == (state, closing)
    told = [each.text for each in history_of(report.subject)]
    assert "was there and looked" in told[-1]
    assert str(made) == f"{outcome} {report.public_id}"


def test_work_is_planned_for_a_day_and_needs_one(amina, street):
    with pytest.raises(RefusedError, match="which day"):
        found(amina, street[0], Outcome.PLANNED)
    day = now().date() + timedelta(days=3)
    found(amina, street[0], Outcome.PLANNED, day=day)
    assert Report.objects.get(pk=street[0].pk).planned_for == day


def test_work_that_has_begun_can_be_spoken_about_again(amina, street):
    found(amina, street[0], Outcome.STARTED)
    found(amina, street[0], Outcome.STARTED, key="again", words="Still at it.")
    assert Comment.objects.filter(report=street[0], words="Still at it.").exists()


def test_a_report_goes_to_the_office_that_it_belongs_to(amina, stage, street):
    with pytest.raises(RefusedError, match="no such office"):
        found(amina, street[0], Outcome.ELSEWHERE, office="nowhere")
    found(amina, street[0], Outcome.ELSEWHERE, office="parks", words="It is a branch.")
    assert Report.objects.get(pk=street[0].pk).office == stage.parks
    assert Finding.objects.get().office == stage.lighting


def test_a_note_is_only_for_the_office(amina, street):
    found(amina, street[0], Outcome.NOTE, words="Beware of the dog.")
    assert Comment.objects.get(words="Beware of the dog.").kind == Comment.Kind.NOTE


def test_a_finding_may_be_a_photograph_alone(amina, street):
    upload = store_photo(photo(), owner=amina, purpose=PHOTO_PURPOSE)
    made = found(amina, street[0], words="", before=upload.public_id)
    assert made.before.is_claimed
    assert not Comment.objects.exists()
    with pytest.raises(RefusedError, match="or add a photograph"):
        found(amina, street[0], key="empty", words="")


def test_a_photograph_that_is_gone_is_asked_for_again(amina, street):
    with pytest.raises(RefusedError, match="Choose it again"):
        found(amina, street[0], after="nothing")


def test_the_same_finding_twice_is_once_also_when_the_journal_forgot(amina, street, mailoutbox):
    seen = case_of(amina, street[0].public_id).version
    first = found(amina, street[0], Outcome.DONE, seen=seen)
    assert found(amina, street[0], Outcome.DONE, seen=seen) == first
    forget_keys(now() + timedelta(days=1))
    assert found(amina, street[0], Outcome.DONE, seen=seen) == first
    assert [each.verb for each in history_of(street[0].subject)].count("reports.report.closed") == 1


def test_two_people_with_the_same_key_do_not_meet(amina, mona, street):
    found(amina, street[0], key="k")
    found(mona, street[1], key="k")
    assert Finding.objects.count() == 2


def test_a_finding_without_a_key_is_refused(amina, street):
    with pytest.raises(RefusedError, match="no key"):
        found(amina, street[0], key="")


def test_a_report_that_somebody_changed_since_is_not_written_over(amina, mona, street):
    seen = case_of(amina, street[0].public_id).version
    work.answer(street[0].pk, mona, "The crane comes on Friday.")
    with pytest.raises(ChangedError):
        found(amina, street[0], Outcome.DONE, seen=seen)
    assert not Finding.objects.exists()
    assert Report.objects.get(pk=street[0].pk).state == State.OPEN


def test_words_of_residents_do_not_stand_in_the_way(amina, bob, street):
    from parvis.services.reports.actions.part import comment

    seen = case_of(amina, street[0].public_id).version
    comment(street[0].pk, bob, "Dark here, too.")
    assert found(amina, street[0], Outcome.STARTED, seen=seen)


def test_strangers_and_other_offices_find_nothing_here(charlie, omar, amina, stage, street):
    seen = case_of(amina, street[0].public_id).version
    for person in (charlie, omar):
        with pytest.raises(AbsentError):
            found(person, street[0], seen=seen)
    waiting = reported(stage, email="zoe@people.example")
    with pytest.raises(AbsentError):
        found(amina, waiting, seen="")


def test_the_office_s_own_choices_count_also_when_they_were_taken_away(amina, mona, stage, street, desk):
    choices = offered(stage.lighting, mona)
    take_away(choices.urgent, mona)
    made = found(amina, street[0], priority=choices.urgent.public_id, defect=choices.broken.public_id)
    assert (made.priority, made.defect) == (choices.urgent.public_id, choices.broken.public_id)
    with pytest.raises(RefusedError, match="does not know this choice"):
        found(amina, street[1], priority="invented")


@pytest.mark.django_db(transaction=True)
def test_a_finding_that_comes_twice_at_the_same_moment_is_one(amina, street, together):
    seen = case_of(amina, street[0].public_id).version

    def send():
        return found(amina, street[0], Outcome.DONE, seen=seen).pk

    outcomes = together(send, send, send)
    assert len(set(outcomes)) == 1
    assert Finding.objects.count() == 1
    assert [each.verb for each in history_of(street[0].subject)].count("reports.report.closed") == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_inspectors_at_the_same_moment_one_is_told_that_it_changed(amina, mona, street, together):
    seen = case_of(amina, street[0].public_id).version
    outcomes = together(
        lambda: found(amina, street[0], Outcome.DONE, seen=seen),
        lambda: found(mona, street[0], Outcome.NOT_FOUND, seen=seen),
    )
    assert [type(each) for each in outcomes].count(ChangedError) == 1
    assert Finding.objects.count() == 1


def test_who_leaves_leaves_nameless_findings(amina, street):
    made = found(amina, street[0])
    erase(amina)
    made.refresh_from_db()
    assert (made.person, made.words) == (None, "Dark.")


def test_the_demo_can_be_loaded_twice(amina, mona, street):
    for _ in range(2):
        seed()
    made = Finding.objects.get()
    assert (made.person, made.outcome, made.before is None) == (amina, Outcome.DONE, False)


def test_the_demo_does_without_people(city_desk):
    seed()
    assert not Finding.objects.exists()
