"""What a person wants gathered comes as one letter: nothing twice, nobody forgotten, none where there is nothing."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.digests.actions import send
from parvis.kernel.digests.rules import MORNING, last_morning
from parvis.kernel.digests.tasks import gather_what_is_due
from parvis.kernel.notices.actions import choose, mark_read, tell
from parvis.kernel.notices.channels import CarryError
from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.models import Delivery, Notice, Pace
from parvis.kernel.notices.tests.stage import BENCH, News, Own
from parvis.kernel.quiet.actions import keep_quiet
from parvis.kernel.quiet.rules import QuietHours
from parvis.kernel.testing.cast import member

ZONE = settings.CITY.zone
SUNDAY_NOON = datetime(2026, 6, 7, 12, tzinfo=ZONE)
MONDAY_MORNING = datetime(2026, 6, 8, 8, 5, tzinfo=ZONE)


def round_at(clock, moment, run_jobs):
    """The quarter of an hour comes at this moment."""
    clock.move_to(moment)
    gather_what_is_due.func(timestamp=int(moment.timestamp()))
    return run_jobs()


@pytest.fixture
def noon(db, travel_to):
    """Sunday at noon."""
    with travel_to(SUNDAY_NOON) as clock:
        yield clock


def daily(person, *categories):
    for category in categories or (Category.FOLLOWED, Category.OWN):
        choose(person, category, wanted=True, pace=Pace.DAILY)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(moments, st.sampled_from([ZoneInfo("America/New_York"), ZoneInfo("Europe/Madrid")]), st.booleans())
def test_the_last_morning_is_the_last_one(moment, zone, of_the_week):
    morning = last_morning(moment, zone, of_the_week=of_the_week)
    assert morning <= moment < morning + timedelta(days=7 if of_the_week else 1, hours=1)
    assert (morning.hour, morning.minute) == (MORNING, 0)
    assert not of_the_week or morning.weekday() == 0
    assert last_morning(morning, zone, of_the_week=of_the_week) == morning


def test_a_day_of_news_is_one_letter_own_news_first(noon, alice, run_jobs, mailoutbox):
    daily(alice)
    tell(News, [alice], BENCH)
    tell(Own, [alice], {"thing": "lamp"})
    assert run_jobs() == []
    assert round_at(noon, MONDAY_MORNING, run_jobs) == ["digests.send"]
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == ([alice.email], "2 notices for you")
    assert letter.body.index("lamp") < letter.body.index("bench")
    assert "/things/bench/" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_nothing_is_told_twice_and_no_empty_letter_is_written(noon, alice, run_jobs, mailoutbox):
    daily(alice)
    tell(News, [alice], BENCH)
    round_at(noon, MONDAY_MORNING, run_jobs)
    assert round_at(noon, MONDAY_MORNING + timedelta(minutes=15), run_jobs) == []
    assert round_at(noon, MONDAY_MORNING + timedelta(days=1), run_jobs) == []
    assert len(mailoutbox) == 1


def test_what_comes_in_late_waits_for_the_next_letter(noon, alice, run_jobs, mailoutbox):
    daily(alice)
    tell(News, [alice], BENCH)
    round_at(noon, MONDAY_MORNING, run_jobs)
    tell(News, [alice], BENCH)
    Delivery.objects.filter(state="waiting").update(created_at=SUNDAY_NOON)  # its transaction took the night
    round_at(noon, MONDAY_MORNING + timedelta(minutes=15), run_jobs)
    assert len(mailoutbox) == 1
    round_at(noon, MONDAY_MORNING + timedelta(days=1), run_jobs)
    assert len(mailoutbox) == 2


def test_what_was_read_on_the_page_is_not_told_again(noon, alice, run_jobs, mailoutbox):
    daily(alice)
    tell(News, [alice], BENCH)
    mark_read(alice)
    round_at(noon, MONDAY_MORNING, run_jobs)
    assert mailoutbox == []
    assert Delivery.objects.get().state == "spared"


def test_what_somebody_switched_off_in_the_evening_is_not_told_in_the_morning(
    noon, alice, bob, run_jobs, mailoutbox
):
    for person in (alice, bob):
        daily(person)
        tell(News, [person], BENCH)
    tell(Own, [alice], {"thing": "lamp"})
    for person in (alice, bob):
        choose(person, Category.FOLLOWED, wanted=False)
    round_at(noon, MONDAY_MORNING, run_jobs)
    (letter,) = mailoutbox
    assert letter.to == [alice.email]
    assert "lamp" in letter.body
    assert "bench" not in letter.body
    assert not Delivery.objects.filter(state="waiting").exists()


def test_a_weekly_letter_comes_on_monday(noon, alice, run_jobs, mailoutbox):
    choose(alice, Category.FOLLOWED, wanted=True, pace=Pace.WEEKLY)
    noon.move_to(SUNDAY_NOON - timedelta(days=3))
    tell(News, [alice], BENCH)
    assert round_at(noon, SUNDAY_NOON, run_jobs) == []
    assert round_at(noon, MONDAY_MORNING, run_jobs) == ["digests.send"]
    assert "once a week" in mailoutbox[0].body


def test_a_digest_is_in_the_language_of_its_reader(noon, alice, run_jobs, mailoutbox):
    alice.language = "ar"
    alice.save()
    daily(alice)
    tell(News, [alice], BENCH)
    round_at(noon, MONDAY_MORNING, run_jobs)
    assert 'dir="rtl"' in mailoutbox[0].alternatives[0][0]


def test_a_digest_waits_for_the_end_of_quiet_hours(noon, alice, run_jobs, mailoutbox):
    daily(alice)
    keep_quiet(alice, QuietHours(22, 10, letters_too=True))
    tell(News, [alice], BENCH)
    round_at(noon, MONDAY_MORNING, run_jobs)
    assert mailoutbox == []
    round_at(noon, MONDAY_MORNING + timedelta(hours=2), run_jobs)
    assert len(mailoutbox) == 1


def test_one_click_stops_all_that_the_digest_told_of(noon, alice, grace, run_jobs, mailoutbox):
    daily(alice)
    tell(News, [alice], BENCH)
    tell(Own, [alice], BENCH)
    round_at(noon, MONDAY_MORNING, run_jobs)
    address = mailoutbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    grace.post(address.removeprefix(settings.SITE_ADDRESS), {"List-Unsubscribe": "One-Click"})
    tell(News, [alice], BENCH)
    tell(Own, [alice], BENCH)
    assert round_at(noon, MONDAY_MORNING + timedelta(days=1), run_jobs) == []


def test_a_mail_server_that_is_down_loses_nothing(noon, alice, run_jobs, mail_down, mailoutbox):
    daily(alice)
    tell(News, [alice], BENCH)
    with pytest.raises(CarryError):
        round_at(noon, MONDAY_MORNING, run_jobs)
    assert Delivery.objects.get().error.startswith("ConnectionRefusedError")
    mail_down()
    round_at(noon, MONDAY_MORNING + timedelta(minutes=15), run_jobs)
    assert len(mailoutbox) == 1


def test_who_left_meanwhile_gets_nothing(noon, alice, mailoutbox):
    send(person_id=alice.pk + 1, pace="daily")
    send(person_id=alice.pk, pace="daily")
    assert mailoutbox == []
    assert not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_three_workers_send_one_digest(transactional_db, together, travel_to, mailoutbox):
    with travel_to(SUNDAY_NOON) as clock:
        alice = member("Alice")
        daily(alice)
        tell(News, [alice], BENCH)
        clock.move_to(MONDAY_MORNING)
        outcomes = together(*[lambda: send(person_id=alice.pk, pace="daily")] * 3)
    assert outcomes == [None] * 3
    assert len(mailoutbox) == 1
