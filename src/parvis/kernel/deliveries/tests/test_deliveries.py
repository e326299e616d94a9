"""What reached people is counted each night and stays when the notices are gone."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from parvis.kernel.clock import now
from parvis.kernel.deliveries.actions import count
from parvis.kernel.deliveries.models import Day
from parvis.kernel.deliveries.queries import DATASET, ways
from parvis.kernel.deliveries.tasks import count_days
from parvis.kernel.notices.models import Delivery, Notice, Pace
from parvis.kernel.testing.cast import browser_of

pytestmark = pytest.mark.django_db
SENT, FAILED, SPARED = Delivery.State.SENT, Delivery.State.FAILED, Delivery.State.SPARED


def told(person, state=SENT, *, took=2, channel="email", **more):
    notice = Notice.objects.create(person=person, language="en", kind="testing.news", data={})
    sent = notice.created_at + timedelta(seconds=took) if state == SENT else None
    return Delivery.objects.create(notice=notice, channel=channel, state=state, sent_at=sent, **more)


@pytest.fixture
def yesterday(clock, alice):
    """Three letters sent after two, four and thirty seconds, one given up, one not needed, one text that waits."""
    for took in (2, 4, 30):
        told(alice, took=took)
    told(alice, FAILED)
    told(alice, SPARED)
    told(alice, Delivery.State.WAITING, channel="sms")
    day = localdate(now())
    clock.shift(timedelta(days=1))
    return day


def test_a_day_is_counted_by_way(yesterday):
    assert count(yesterday) == 2
    email, sms = Day.objects.order_by("channel")
    assert (email.sent, email.failed, email.spared, email.waiting, email.seconds) == (3, 1, 1, 0, 4.0)
    assert (sms.sent, sms.waiting, sms.seconds) == (0, 1, None)


def test_counting_again_takes_in_what_went_out_since(yesterday):
    count_days(0)
    Delivery.objects.filter(channel="sms").update(state=SENT, sent_at=now(), due_at=now())
    count_days(0)
    assert Day.objects.get(channel="sms").sent == 1
    assert Day.objects.count() == 2


def test_a_digest_does_not_count_as_slow(clock, alice):
    told(alice, took=80_000, pace=Pace.DAILY)
    day = localdate(now())
    count(day)
    assert Day.objects.get().seconds is None


def test_everybody_sees_it_without_a_name(yesterday, alice):
    count(yesterday)
    said = browser_of(None).get("/notices/figures/").content.decode()
    assert "75 %" in said
    assert alice.email not in said
    (email, sms) = ways()
    assert (email.percent, sms.percent) == (75, None)


def test_before_the_first_night_the_page_says_so(db):
    assert "Nothing was counted yet" in browser_of(None).get("/notices/figures/").content.decode()
    assert list(DATASET.rows()) == []
    assert DATASET.updated() is None


def test_the_open_data_hold_the_sums(yesterday):
    count(yesterday)
    assert [row[1:4] for row in DATASET.rows()] == [("email", 3, 1), ("sms", 0, 0)]
    assert DATASET.updated() is not None
