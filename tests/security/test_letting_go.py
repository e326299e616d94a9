"""What was kept long enough is let go of, by the rules that the modules promise."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client

from parvis.kernel.keeping import actions
from parvis.kernel.keeping.actions import let_go
from parvis.kernel.keeping.tasks import let_go_of_the_old
from parvis.kernel.notices.actions import Address, tell
from parvis.kernel.notices.models import Delivery, Notice
from parvis.kernel.notices.tests.stage import BENCH, News
from parvis.kernel.people.actions import ask_to_confirm
from parvis.kernel.people.models import Confirmation
from parvis.kernel.testing.cast import PASSWORD
from parvis.kernel.trust.actions import flag, settle
from parvis.kernel.trust.models import Flag
from parvis.kernel.trust.rules import Ground

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_year_of_news_is_kept_and_no_more(clock, alice):
    tell(News, [alice], BENCH)
    clock.shift(364 * DAY)
    tell(News, [alice], {"thing": "lamp"})
    let_go()
    assert Notice.objects.count() == 2
    clock.shift(DAY)
    assert let_go()["notices.Notice.person"] == 1
    assert [notice.data["thing"] for notice in Notice.objects.all()] == ["lamp"]
    assert Delivery.objects.count() == 1


def test_a_letter_to_a_guest_is_forgotten_sooner(clock, alice):
    tell(News, [Address("gus@people.example", "en"), alice], BENCH)
    clock.shift(89 * DAY)
    assert "notices.Notice.email" not in let_go()
    clock.shift(DAY)
    let_go()
    assert Notice.objects.get().person == alice


def test_what_a_mail_server_said_is_emptied_while_the_delivery_stays(clock, alice):
    tell(News, [alice], BENCH)
    Delivery.objects.update(error="SMTPRecipientsRefused: alice@people.example unknown")
    clock.shift(90 * DAY)
    assert let_go() == {"notices.Delivery.error": 1}
    assert Delivery.objects.get().error == ""


def test_a_link_that_nobody_followed_works_for_ninety_days(clock):
    ask_to_confirm("gus@people.example", "testing.thing", "abc", "en")
    clock.shift(89 * DAY)
    let_go()
    assert Confirmation.objects.exists()
    clock.shift(DAY)
    let_go()
    assert not Confirmation.objects.exists()


def test_a_flag_loses_its_person_a_year_after_it_was_looked_at(clock, alice):
    flag("testing.thing:abc", Ground.SPAM, "Not about the bench.", alice)
    clock.shift(400 * DAY)
    let_go()
    assert Flag.objects.get().person == alice
    settle("testing.thing:abc")
    clock.shift(365 * DAY)
    let_go()
    left = Flag.objects.get()
    assert (left.person, left.words, left.ground) == (None, "", Ground.SPAM)


def test_old_sign_ins_and_the_addresses_they_came_from_go(clock, alice):
    browser = Client(REMOTE_ADDR="192.0.2.77")
    assert browser.post("/account/login/", {"login": alice.email, "password": PASSWORD}).status_code == 302
    let_go_of_the_old(0)
    assert (UserSession.objects.count(), Session.objects.count()) == (1, 1)
    assert "192.0.2.77" in keys_of_the_cache()
    clock.shift(9 * DAY)
    let_go_of_the_old(0)
    assert (UserSession.objects.count(), Session.objects.count()) == (1, 0)
    assert "192.0.2.77" not in keys_of_the_cache()
    clock.shift(22 * DAY)
    let_go_of_the_old(0)
    assert not UserSession.objects.exists()


def test_what_the_cache_still_needs_stays(clock):
    cache.set("wanted", 1, timeout=3 * 24 * 3600)
    clock.shift(2 * DAY)
    let_go_of_the_old(0)
    assert cache.get("wanted") == 1


def test_much_goes_in_small_portions(clock, alice, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    for number in range(5):
        tell(News, [alice], {"thing": str(number)})
    clock.shift(366 * DAY)
    assert let_go()["notices.Notice.person"] == 5
    assert not Notice.objects.exists()


def test_nothing_goes_before_its_time(clock, alice):
    tell(News, [alice], BENCH)
    assert let_go() == {}


def keys_of_the_cache():
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(string_agg(cache_key, ' '), '') FROM database_cache")
        return cursor.fetchone()[0]
