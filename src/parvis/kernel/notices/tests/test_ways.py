"""A notice goes the ways that its reader wishes, not in their quiet hours, and by letter where nobody saw it."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings

from parvis.kernel.notices import channels
from parvis.kernel.notices.actions import Address, choose, deliver, mark_read, mark_seen, tell
from parvis.kernel.notices.channels import CarryError, Channel, register_channel
from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.models import Delivery, Notice
from parvis.kernel.notices.tests.stage import BENCH, News, Safety, Urgent
from parvis.kernel.quiet.actions import keep_quiet
from parvis.kernel.quiet.rules import QuietHours
from parvis.kernel.testing.cast import member

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 7, 12, tzinfo=settings.CITY.zone)
NIGHT, MORNING = NOON.replace(hour=23), NOON.replace(day=8, hour=8)
PATIENCE = timedelta(minutes=settings.NOTICE_FALLBACK_MINUTES)


@pytest.fixture
def bell(monkeypatch):
    """A way that rings and hears whether it was seen; it fails as it is told to."""
    monkeypatch.setattr(channels, "_channels", {})

    @register_channel
    class Bell(Channel):
        name, label, is_wanted_unasked, tells_seen = "bell", "bell", True, True
        rung: list[str] = []
        failure: CarryError | None = None

        def reaches(self, people):
            return set(people)

        def carry(self, delivery):
            if self.failure:
                raise self.failure
            self.rung.append(delivery.notice.title)

    return channels.channels()["bell"]


@pytest.fixture
def noon(db, travel_to):
    """A Sunday at noon."""
    with travel_to(NOON) as clock:
        yield clock


def states():
    return dict(Delivery.objects.order_by("pk").values_list("channel", "state"))


def test_what_was_seen_on_the_device_does_not_come_by_letter(noon, alice, bell, run_jobs, mailoutbox):
    tell(News, [alice], BENCH)
    run_jobs()
    assert (bell.rung, mailoutbox) == (["News about the bench"], [])
    mark_seen(Delivery.objects.get(channel="bell").pk, opened=False)
    noon.shift(PATIENCE)
    run_jobs()
    assert mailoutbox == []
    assert states() == {"bell": "sent", "email": "spared"}
    assert Notice.objects.get().read_at is None


def test_what_nobody_saw_goes_by_letter_once_after_a_while(noon, alice, bell, run_jobs, mailoutbox):
    tell(News, [alice], BENCH)
    run_jobs()
    noon.shift(PATIENCE - timedelta(seconds=1))
    run_jobs()
    assert mailoutbox == []
    noon.shift(timedelta(seconds=1))
    run_jobs()
    assert len(mailoutbox) == 1
    mark_seen(Delivery.objects.get(channel="bell").pk, opened=True)
    run_jobs(until=NOON + timedelta(days=2))
    assert (len(mailoutbox), states()) == (1, {"bell": "sent", "email": "sent"})


def test_whoever_opened_it_or_read_it_on_the_page_gets_no_letter(
    noon, alice, bob, bell, run_jobs, mailoutbox
):
    tell(News, [alice, bob], BENCH)
    run_jobs()
    mark_seen(Delivery.objects.get(channel="bell", notice__person=alice).pk, opened=True)
    mark_read(bob)
    noon.shift(PATIENCE)
    run_jobs()
    assert mailoutbox == []
    assert not Notice.objects.filter(read_at=None).exists()


def test_a_device_that_is_gone_does_not_delay_the_letter(noon, alice, bell, run_jobs, mailoutbox):
    bell.failure = CarryError("It is gone.", is_final=True)
    tell(News, [alice], BENCH)
    run_jobs()
    assert len(mailoutbox) == 1
    assert states() == {"bell": "failed", "email": "sent"}
    noon.shift(PATIENCE)
    run_jobs()
    assert len(mailoutbox) == 1


def test_a_device_that_answers_after_the_letter_went_does_not_ring(noon, alice, bell, run_jobs, mailoutbox):
    bell.failure = CarryError("It is busy.", after=PATIENCE + timedelta(minutes=1))
    tell(News, [alice], BENCH)
    run_jobs()
    bell.failure = None
    noon.shift(PATIENCE + timedelta(minutes=1))
    run_jobs()
    assert (bell.rung, len(mailoutbox)) == ([], 1)
    assert states() == {"bell": "spared", "email": "sent"}


def test_nothing_rings_at_night_and_the_letter_waits_with_it(noon, alice, bell, run_jobs, mailoutbox):
    noon.move_to(NIGHT)
    tell(News, [alice], BENCH)
    run_jobs()
    assert (bell.rung, mailoutbox) == ([], [])
    noon.move_to(MORNING)
    run_jobs()
    assert (len(bell.rung), mailoutbox) == (1, [])
    noon.shift(PATIENCE)
    run_jobs()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("kind", "allowed", "rings"), [(Urgent, True, True), (Urgent, False, False), (News, True, False)]
)
def test_only_what_is_urgent_rings_at_night_and_only_where_that_was_allowed(
    noon, alice, bell, run_jobs, kind, allowed, rings
):
    keep_quiet(alice, QuietHours(urgent_passes=allowed))
    noon.move_to(NIGHT)
    tell(kind, [alice], BENCH)
    run_jobs()
    assert bool(bell.rung) is rings


def test_letters_come_at_night_unless_they_are_to_wait(noon, alice, bob, run_jobs, mailoutbox):
    keep_quiet(alice, QuietHours(letters_too=True))
    noon.move_to(NIGHT)
    tell(News, [alice, bob], BENCH)
    run_jobs()
    assert [letter.to for letter in mailoutbox] == [[bob.email]]
    noon.move_to(MORNING)
    run_jobs()
    assert len(mailoutbox) == 2


def test_a_way_that_was_switched_off_stays_silent(noon, alice, bell, run_jobs, mailoutbox):
    choose(alice, Category.FOLLOWED, wanted=False, channel="bell")
    tell(News, [alice], BENCH)
    run_jobs()
    assert (bell.rung, len(mailoutbox)) == ([], 1)


def test_what_the_account_needs_comes_by_letter_at_any_hour(noon, alice, bell, run_jobs, mailoutbox):
    keep_quiet(alice, QuietHours(letters_too=True))
    noon.move_to(NIGHT)
    tell(Safety, [alice], BENCH)
    run_jobs()
    assert (bell.rung, len(mailoutbox)) == ([], 1)


def test_a_way_that_nobody_carries_any_more_ends_as_failed(noon, alice, bell, run_jobs, monkeypatch):
    tell(News, [alice], BENCH)
    monkeypatch.setattr(channels, "_channels", {})
    run_jobs()
    assert states() == {"bell": "failed", "email": "sent"}


def test_what_is_tried_again_in_quiet_hours_waits_for_the_morning(noon, alice, bell, run_jobs):
    noon.move_to(NOON.replace(hour=20, minute=30))
    choose(alice, Category.FOLLOWED, wanted=False)
    bell.failure = CarryError("It is busy.", after=timedelta(hours=1))
    tell(News, [alice], BENCH)
    run_jobs()
    bell.failure = None
    noon.shift(timedelta(hours=1))
    run_jobs()
    assert bell.rung == []
    noon.move_to(MORNING)
    run_jobs()
    assert len(bell.rung) == 1


def test_a_worker_that_comes_back_at_night_wakes_nobody(noon, alice, bob, bell, run_jobs, mailoutbox):
    for person in (alice, bob):
        keep_quiet(person, QuietHours(letters_too=person == alice))
    noon.move_to(NOON.replace(hour=20, minute=50))
    tell(News, [alice, bob], BENCH)
    noon.move_to(NOON.replace(day=8, hour=2))
    run_jobs()
    assert bell.rung == []
    assert [letter.to for letter in mailoutbox] == [[bob.email]], "Letters may come to him at night."
    noon.move_to(MORNING)
    run_jobs()
    assert len(bell.rung) == 1
    assert set(Delivery.objects.filter(notice__person=bob).values_list("state", flat=True)) == {
        "spared",
        "sent",
    }


def test_whoever_switches_it_off_before_it_comes_is_left_in_peace(
    noon, alice, bob, bell, run_jobs, mailoutbox
):
    guest = Address("gus@people.example")
    noon.move_to(NIGHT)
    keep_quiet(alice, QuietHours(letters_too=True))
    tell(News, [alice, bob, guest], BENCH)
    choose(alice, Category.FOLLOWED, wanted=False)
    choose(bob, Category.FOLLOWED, wanted=False, channel="bell")
    choose(guest, Category.FOLLOWED, wanted=False)
    noon.move_to(MORNING + PATIENCE)
    run_jobs()
    assert len(bell.rung) == 1, "Alice switched off letters only."
    noon.shift(PATIENCE)
    run_jobs()
    assert [letter.to for letter in mailoutbox] == [[bob.email]]


@pytest.mark.django_db(transaction=True)
def test_the_letter_and_the_bell_at_the_same_moment_are_one(
    transactional_db, bell, together, travel_to, mailoutbox
):
    """The bell was busy until just when the letter is due: whichever is first, the reader is told once."""
    with travel_to(NOON) as clock:
        bell.failure = CarryError("It is busy.", after=PATIENCE)
        tell(News, [member("Alice")], BENCH)
        deliver(delivery_id=Delivery.objects.get(channel="bell").pk)
        bell.failure = None
        clock.shift(PATIENCE)
        pks = list(Delivery.objects.order_by("pk").values_list("pk", flat=True))
        outcomes = together(*[lambda pk=pk: deliver(delivery_id=pk) for pk in pks * 2])
    assert outcomes == [None] * 4
    assert len(bell.rung) + len(mailoutbox) == 1
    assert set(states().values()) in ({"spared", "sent"}, {"sent", "waiting"})
