"""Everybody reads how promises were kept; officials play them again, and say when an office is away."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from parvis.kernel.absences.models import Absence
from parvis.kernel.clock import now
from parvis.kernel.control.models import Act
from parvis.kernel.promises.actions import answer_promise, escalate_due, follow_absences
from parvis.kernel.promises.models import Promise
from parvis.kernel.testing.cast import browser_of
from parvis.services.kept.queries import DATASET, kept_by_service, play_again
from parvis.services.kept.rules import Rules, Share
from parvis.services.reports.tests.stage import build, reported
from parvis.services.reports.tests.test_pages import words_of

REPLAY, AWAY = "/office/promises/replay/", "/office/promises/away/"
WHY = "The whole office moves house this week."


@pytest.fixture
def answered_late(cast, clock):
    """Three reports: one answered at once, one a day late, one not at all; a month has gone by."""
    stage = build()
    one, two, _never = (reported(stage, cast.alice) for _each in range(3))
    answer_promise(one.subject)
    clock.shift(Promise.objects.get(subject=two.subject).due_at - now() + timedelta(days=1))
    answer_promise(two.subject)
    clock.shift(timedelta(days=3))
    escalate_due()
    return stage


def test_promises_are_counted_by_service_and_month(answered_late):
    (row,) = kept_by_service()
    assert (str(row.name), row.whole, row.running) == ("Reports", Share(1, 2), 1)
    assert sum((share for _month, share in row.months), Share()) == Share(1, 2)
    assert [each[1:] for each in DATASET.rows()] == [
        ("reports", share.kept, share.broken) for _m, share in row.months
    ]


def test_everybody_reads_how_promises_were_kept(answered_late):
    said = words_of(browser_of(None).get("/promises/"))
    assert "33 %" in said
    assert "1 request waits for its answer now." in said


def test_a_city_that_promised_nothing_says_so(db, client):
    assert "Nothing was promised yet" in words_of(client.get("/promises/"))


def test_as_it_was_is_as_the_clock_counted(answered_late):
    found = play_again("reports", Rules())
    assert (found.looked_at, found.whole.before, found.whole.after) == (3, Share(1, 2), Share(1, 2))


def test_more_time_would_have_kept_the_late_one(answered_late, cast):
    said = words_of(browser_of(cast.mona).get(REPLAY, {"service": "reports", "days": 90}))
    assert "3 promises were played again." in said
    assert "1 (33 %)" in said
    assert "2 (100 %)" in said


@pytest.mark.parametrize("wrong", [{"opens": "09:00"}, {"opens": "17:00", "closes": "08:00"}, {"days": "0"}])
def test_rules_that_make_no_sense_are_refused_with_a_reason(answered_late, cast, wrong):
    assert browser_of(cast.mona).get(REPLAY, {"service": "reports", **wrong}).status_code == 422


def test_residents_do_not_play(cast):
    assert browser_of(cast.alice).get(REPLAY).status_code == 403


def test_an_office_says_that_it_is_away_and_everybody_reads_why(cast):
    stage = build()
    report = reported(stage, cast.alice)
    mona, today = browser_of(cast.mona), localdate(now())
    sent = {"office": stage.lighting.pk, "first": today, "last": today + timedelta(days=2), "reason": WHY}
    assert mona.post(AWAY, {**sent, "last": today - timedelta(days=1)}).status_code == 422
    assert mona.post(AWAY, sent).status_code == 302
    follow_absences()
    assert Promise.objects.get(subject=report.subject).holder == stage.desk
    said = words_of(browser_of(None).get("/promises/"))
    assert "Street Lighting" in said
    assert WHY in said
    absence = Absence.objects.get()
    assert mona.post(AWAY, {"back": absence.pk, "reason": "short"}).status_code == 422
    assert mona.post(AWAY, {"back": absence.pk, "reason": "We are back sooner."}).status_code == 302
    follow_absences()
    assert Promise.objects.get(subject=report.subject).holder == stage.lighting
    assert Act.objects.filter(verb__startswith="absences.").count() == 2


def test_an_agent_cannot_say_it(cast):
    build()
    amina = browser_of(cast.amina)
    assert "Managers of an office say this" in words_of(amina.get(AWAY))
