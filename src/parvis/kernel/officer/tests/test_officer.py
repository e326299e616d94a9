"""The officer sees whether promises about data are kept; nobody else does, and no resident is named."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.migrations.recorder import MigrationRecorder
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.clock import now
from parvis.kernel.consents.actions import give, withdraw
from parvis.kernel.consents.registry import all_purposes
from parvis.kernel.keeping.actions import erase, erase_address
from parvis.kernel.keeping.tasks import let_go_of_the_old
from parvis.kernel.looks.contracts import Shown, note, show_at
from parvis.kernel.notices.actions import tell
from parvis.kernel.notices.tests.stage import BENCH, News
from parvis.kernel.officer.rules import LATEST, is_overdue
from parvis.kernel.people.rules import Role
from parvis.kernel.tallies.models import Tally
from parvis.kernel.tallies.queries import figures, last_letting_go
from parvis.kernel.testing.cast import member, office, official

PAGE = "/office/privacy/"
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def priya(db, settings):
    """The data-protection officer."""
    return official("Priya", office(settings.CITY.privacy.office, "Data Protection"), Role.MANAGER)


@given(st.integers(0, 10_000))
def test_the_nightly_work_is_overdue_after_a_night_and_a_half(minutes):
    at = NOON + timedelta(minutes=minutes)
    late = at - NOON > LATEST
    assert is_overdue(NOON, NOON - LATEST, at) is late
    assert is_overdue(None, NOON, at) is late


@pytest.mark.django_db
def test_only_the_officer_sees_the_page(priya, mona, dana, alice, sign_in):
    assert sign_in(priya).get(PAGE).status_code == 200
    for other in (mona, dana):
        answer = sign_in(other).get(PAGE, follow=True)
        assert "data-protection officer sees this" in answer.content.decode()
        assert "What people asked for" not in answer.content.decode()
    assert sign_in(alice).get(PAGE).status_code == 403


@pytest.mark.django_db
def test_without_such_an_office_the_desks_managers_watch(settings, dana, desk, sign_in):
    from dataclasses import replace

    settings.CITY = replace(settings.CITY, privacy=replace(settings.CITY.privacy, office=""))
    assert sign_in(dana).get(PAGE).status_code == 200
    assert sign_in(desk).get(PAGE).status_code == 302


@pytest.mark.django_db
def test_what_people_asked_for_is_counted_with_the_time_it_took(clock, priya, alice, bob, sign_in):
    assert sign_in(alice).get("/account/data/download/").status_code == 200
    erase(bob)
    erase_address("gus@people.example")
    erase_address("alice@people.example")
    found = figures(NOON - timedelta(days=36500))
    assert (found["taken"].number, found["erased"].number) == (1, 3)
    assert found["taken"].longest is not None
    assert str(Tally.objects.get(kind="taken")).startswith("taken ")


@pytest.mark.django_db
def test_what_was_let_go_of_stands_there_by_rule(clock, priya, alice, sign_in):
    MigrationRecorder.Migration.objects.filter(app="tallies").update(applied=now())
    page = sign_in(priya).get(PAGE).content.decode()
    assert "The nightly work is overdue" not in page, "a city of this morning"
    assert "No night has passed yet" in page
    clock.shift(timedelta(days=2))
    assert "The nightly work is overdue" in sign_in(priya).get(PAGE).content.decode()
    tell(News, [alice], BENCH)
    clock.shift(timedelta(days=366))
    let_go_of_the_old(0)
    assert last_letting_go().counts["notices.Notice.person"] == 1
    page = sign_in(priya).get(PAGE).content.decode()
    assert "notices.Notice.person" in page
    assert "The nightly work is overdue" not in page


@pytest.mark.django_db
def test_consents_and_looks_are_facts_without_residents(priya, amina, mona, olive, sign_in):
    show_at("testing.page", "opened a page of the test")
    crowd = [member(f"Resident{number}") for number in range(25)]
    for each in crowd[:3]:
        give(each, all_purposes()[0].name)
    withdraw(crowd[0], all_purposes()[0].name)
    note(amina, "testing.page", [Shown(each.pk) for each in crowd])
    for each in (mona, olive):
        note(each, "testing.page", [Shown(crowd[0].pk)])
    page = sign_in(priya).get(PAGE).content.decode()
    assert "far more than colleagues" in page
    assert "Amina" in page
    assert "Resident" not in page
