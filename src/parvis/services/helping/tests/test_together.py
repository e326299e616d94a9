"""Several people at one job at the very same moment."""

import pytest

from parvis.kernel.journal.models import Entry
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.testing.together import meanwhile
from parvis.services.helping.actions import judge, lapse, prove, take
from parvis.services.helping.models import Job
from parvis.services.helping.rules import State
from parvis.services.openings.tests.stage import opened
from parvis.services.reports.actions import work
from parvis.services.reports.tests.stage import build, reported

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(transactional_db):
    return build()


def wants(report, person):
    return lambda: take(report.public_id, Person.objects.get(pk=person.pk), has_read=True)


def is_refused(outcome):
    return isinstance(outcome, RefusedError)


def test_two_people_want_the_last_place_and_one_gets_it(stage, mona, alice, bob, charlie):
    opened(mona, people=1)
    report = reported(stage, alice)
    with meanwhile(wants(report, charlie)) as outcomes:
        take(report.public_id, bob, has_read=True)
    assert "enough neighbours" in str(outcomes[0])
    assert list(Job.objects.values_list("person__public_name", flat=True)) == ["Bob"]


def test_nobody_takes_two_at_once_over_their_limit(stage, mona, alice, bob, together):
    opened(mona, at_once=1)
    outcomes = together(*(wants(reported(stage, alice), bob) for _each in range(3)))
    assert sorted(map(is_refused, outcomes)) == [False, True, True]


def test_the_author_and_the_office_say_yes_at_once_and_the_minutes_count_once(
    stage, mona, alice, bob, amina, together
):
    opened(mona)
    job = take(reported(stage, alice).public_id, bob, has_read=True)
    prove(job.pk, bob, "I wiped the glass.", 20)
    outcomes = together(*(lambda by=by: judge(job.pk, by, done=True) for by in (alice, amina)))
    assert sorted(map(is_refused, outcomes)) == [False, True]
    assert list(Entry.objects.filter(verb="helping.job.confirmed").values_list("minutes", flat=True)) == [20]


def test_a_yes_and_a_no_at_once_are_one_of_both(stage, mona, alice, bob, amina, together):
    opened(mona)
    job = take(reported(stage, alice).public_id, bob, has_read=True)
    prove(job.pk, bob, "I wiped the glass.", 20)
    outcomes = together(
        lambda: judge(job.pk, alice, done=True), lambda: judge(job.pk, amina, done=False, words="It is dark.")
    )
    assert sorted(map(is_refused, outcomes)) == [False, True]
    job.refresh_from_db()
    confirmed = Entry.objects.filter(verb="helping.job.confirmed").count()
    assert confirmed == (1 if job.state == State.CONFIRMED else 0)


def test_the_hourly_work_beside_itself_frees_a_job_once(stage, mona, alice, bob):
    opened(mona)
    job = take(reported(stage, alice).public_id, bob, has_read=True)
    Job.objects.filter(pk=job.pk).update(until=job.taken_at)
    with meanwhile(lapse) as outcomes:
        assert lapse() == 1
    assert outcomes == [0]


def test_what_is_sent_in_while_the_office_begins_is_not_lost(stage, mona, alice, bob, amina):
    opened(mona)
    report = reported(stage, alice)
    job = take(report.public_id, bob, has_read=True)
    with meanwhile(lambda: work.start(report.pk, amina)):
        prove(job.pk, bob, "I wiped the glass.", 20)
    job.refresh_from_db()
    assert (job.state, job.words, job.minutes) == (State.PROVEN, "I wiped the glass.", 20)
