"""A mail server that is away for a night loses nothing; what nobody takes is shown as failed in the end."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings as city_settings
from procrastinate.jobs import Job

from parvis.kernel.clock import now
from parvis.kernel.deliveries.actions import GIVE_UP_AFTER, give_up
from parvis.kernel.deliveries.tasks import mark_failed
from parvis.kernel.digests.tasks import gather_what_is_due
from parvis.kernel.notices.actions import MOST_TRIES, choose, deliver, tell
from parvis.kernel.notices.channels import CarryError
from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.models import Delivery, Pace
from parvis.kernel.notices.tests.stage import BENCH, News
from parvis.kernel.testing.jobs import waiting_jobs

pytestmark = pytest.mark.django_db
SUNDAY_NOON = datetime(2026, 6, 7, 12, tzinfo=city_settings.CITY.zone)
MONDAY_MORNING = SUNDAY_NOON + timedelta(hours=20, minutes=5)


@pytest.fixture
def noon(travel_to):
    """Sunday at noon."""
    with travel_to(SUNDAY_NOON) as clock:
        yield clock


def daily_news(person):
    """News for somebody who wants one letter a day."""
    choose(person, Category.FOLLOWED, wanted=True, pace=Pace.DAILY)
    tell(News, [person], BENCH)


def round_at(clock, moment, run_jobs):
    """The quarter of an hour comes at this moment."""
    clock.move_to(moment)
    gather_what_is_due.func(timestamp=int(moment.timestamp()))
    return run_jobs()


def test_what_was_tried_for_days_is_shown_as_failed_and_what_only_waited_is_not(alice, bob, mail_down, noon):
    tell(News, [alice, bob], BENCH)
    tried, fresh = Delivery.objects.order_by("pk")
    for _try in range(MOST_TRIES):
        with pytest.raises(CarryError):
            deliver(delivery_id=tried.pk)
    assert give_up() == 0, "Twelve minutes are nothing."
    noon.shift(GIVE_UP_AFTER)
    mark_failed.func(timestamp=int(now().timestamp()))
    tried.refresh_from_db()
    fresh.refresh_from_db()
    assert (tried.state, fresh.state) == ("failed", "waiting")
    assert give_up() == 0


def test_a_night_without_a_mail_server_loses_no_letter(alice, mail_down, noon, mailoutbox):
    """As a worker does it: each failure says when the next try is."""
    tell(News, [alice], BENCH)
    name, arguments = waiting_jobs()[0]
    morning, failures = now() + timedelta(hours=14), 0
    while now() < morning:
        with pytest.raises(CarryError) as failed:
            deliver(**arguments)
        work = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=name, attempts=failures)
        retry = deliver.get_retry_exception(failed.value, work)
        noon.move_to(retry.retry_decision.retry_at)
        failures += 1
        give_up()
    mail_down()
    deliver(**arguments)
    assert len(mailoutbox) == 1
    assert now() < morning + timedelta(hours=1)


def test_a_day_without_a_mail_server_loses_no_digest(noon, alice, run_jobs, mail_down, mailoutbox):
    daily_news(alice)
    failures = 0
    for quarter in range(4 * 20):
        try:
            round_at(noon, MONDAY_MORNING + timedelta(minutes=15 * quarter), run_jobs)
        except CarryError:
            failures += 1
        give_up()
    assert failures < 30, "The mail server is not asked each quarter of an hour for ever."
    mail_down()
    tell(News, [alice], BENCH)
    round_at(noon, MONDAY_MORNING + timedelta(hours=21), run_jobs)
    assert [letter.subject for letter in mailoutbox] == ["1 notice for you"]
    round_at(noon, MONDAY_MORNING + timedelta(days=1), run_jobs)
    assert len(mailoutbox) == 2


def test_a_digest_that_nobody_takes_is_given_up_after_two_weeks(noon, alice, run_jobs, mail_down):
    daily_news(alice)
    for day in range(15):
        with pytest.raises(CarryError):
            round_at(noon, MONDAY_MORNING + timedelta(days=day), run_jobs)
        give_up()
    assert Delivery.objects.get().state == "failed"
