"""The city gives itself more time by one decision, in public, and everybody who waits longer reads why."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.clock import now
from parvis.kernel.control.models import Act
from parvis.kernel.keeping.actions import erase
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.promises.models import Promise
from parvis.kernel.testing.cast import browser_of
from parvis.services.reports.models import Category
from parvis.services.reports.tests.stage import build, reported
from parvis.services.reports.tests.test_pages import words_of
from parvis.services.storms.actions import Wish, declare, end
from parvis.services.storms.models import Storm
from parvis.services.storms.queries import storm_named
from parvis.services.storms.rules import LASTS_AT_MOST, can_last
from parvis.services.storms.seeds import seed

WHY = "The wind broke more trees in one night than in half a year."


@pytest.fixture
def stage(db):
    return build()


def wish(**changed):
    fields = {
        "title": "The storm of last night",
        "categories": ["street-light"],
        "area": "",
        "days": 3,
        "last_day": localdate(now()) + timedelta(days=5),
        "reason": WHY,
        **changed,
    }
    return Wish(**fields)


def due_of(report):
    return Promise.objects.get(subject=report.subject).due_at


def test_what_waits_gets_three_days_more_and_says_so_on_its_page(stage, alice, dana, grace):
    lamp, tree = reported(stage, alice), reported(stage, alice, category=stage.tree)
    before = due_of(lamp), due_of(tree)
    declare(dana, wish())
    assert due_of(lamp) > before[0] + timedelta(days=1)
    assert due_of(tree) == before[1]
    more = "The city gave itself more time for this. Read why."
    assert more in words_of(grace.get(lamp.get_absolute_url()))
    assert more not in words_of(grace.get(tree.get_absolute_url()))


def test_what_is_reported_meanwhile_gets_them_and_what_comes_after_does_not(stage, alice, dana, clock):
    plain = reported(stage, alice)
    usual = Promise.objects.get(subject=plain.subject).minutes
    storm = declare(dana, wish())
    lamp = Category.objects.get(slug="street-light")
    during = reported(stage, alice, category=lamp)
    assert due_of(during) >= due_of(plain) > during.opened_at
    end(storm.public_id, dana, "The crews are done with it.")
    after = reported(stage, alice, category=lamp)
    assert Promise.objects.get(subject=after.subject).minutes == usual
    assert due_of(after) < due_of(during)


def test_the_decision_stands_in_the_register_with_what_it_changed(stage, alice, dana, grace):
    reported(stage, alice)
    storm = declare(dana, wish())
    act = Act.objects.get(verb="storms.storm.declared")
    assert (act.reason, act.changes) == (WHY, [["days", 0, 3], ["promises", 0, 1]])
    page = words_of(grace.get(act.get_absolute_url()))
    assert "The city gave itself" in page
    assert storm.get_absolute_url() in grace.get(act.get_absolute_url()).content.decode()


def test_clicking_twice_gives_the_days_once(stage, alice, dana):
    lamp = reported(stage, alice)
    first = declare(dana, wish(), key="twice")
    due = due_of(lamp)
    assert declare(dana, wish(), key="twice") == first
    assert due_of(lamp) == due


def test_only_managers_of_the_desk_give_the_city_more_time(stage, mona, desk, alice, dana):
    for person in (mona, desk, alice):
        with pytest.raises(RefusedError, match="Only managers of the public desk"):
            declare(person, wish())
    storm = declare(dana, wish())
    with pytest.raises(RefusedError, match="Only managers of the public desk"):
        end(storm.public_id, mona, "The crews are done with it.")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": " \u202e "}, "what happened"),
        ({"categories": ["dragon"]}, "no such category"),
        ({"area": "atlantis"}, "no such neighbourhood"),
        ({"days": 0}, "from 1 to 20"),
        ({"days": 21}, "from 1 to 20"),
        ({"last_day": localdate() - timedelta(days=3)}, "last day within"),
        ({"last_day": localdate() + timedelta(days=60)}, "last day within"),
        ({"reason": "wind"}, "Say why"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(stage, dana, changed, sentence):
    with pytest.raises(RefusedError, match=sentence):
        declare(dana, wish(**changed))
    assert not Storm.objects.exists()


def test_a_storm_over_one_neighbourhood_delays_nothing_elsewhere(stage, alice, dana):
    east, west = reported(stage, alice), reported(stage, alice, lat=42.355, lon=-71.075)
    before = due_of(east), due_of(west)
    declare(dana, wish(area="east-side", categories=[]))
    assert due_of(east) > before[0]
    assert due_of(west) == before[1]


def test_ending_it_takes_nothing_back_and_is_done_once(stage, alice, dana):
    lamp = reported(stage, alice)
    storm = declare(dana, wish())
    due = due_of(lamp)
    with pytest.raises(RefusedError, match="Say why"):
        end(storm.public_id, dana, "done")
    for _time in range(2):
        end(storm.public_id, dana, "The crews are done with it.")
    assert due_of(lamp) == due
    assert Act.objects.filter(verb="storms.storm.ended").count() == 1
    with pytest.raises(AbsentError):
        storm_named("nothing")


def test_an_official_looks_first_and_then_decides_on_the_page(stage, alice, dana, mona, grace):
    reported(stage, alice)
    office = browser_of(dana)
    given = {
        "title": "The storm of last night",
        "categories": ["street-light"],
        "days": "3",
        "last_day": str(localdate(now()) + timedelta(days=5)),
        "reason": WHY,
        "key": "abc",
    }
    looked = words_of(office.post("/office/storms/", {**given, "do": "look"}))
    assert "1 promise that runs now would get more time. Nothing has changed yet." in " ".join(looked.split())
    assert not Storm.objects.exists()
    assert office.post("/office/storms/", {**given, "reason": "wind", "do": "declare"}).status_code == 422
    done = office.post("/office/storms/", {**given, "do": "declare"}, follow=True)
    assert "1 promise got more time." in words_of(done)
    assert "The storm of last night" in words_of(grace.get("/storms/"))
    assert "Some answers take longer these days" in words_of(grace.get("/reports/"))
    assert "Only managers" in words_of(browser_of(mona).get("/office/storms/"))
    assert browser_of(mona).post("/office/storms/", given).status_code == 403
    ending = f"/office/storms/{Storm.objects.get().public_id}/"
    assert office.post(ending, {"reason": "x"}).status_code == 422
    office.post(ending, {"reason": "The crews are done with it."})
    assert "Some answers take longer" not in words_of(grace.get("/reports/"))


def test_who_leaves_is_not_named_and_the_storm_stays(stage, dana):
    storm = declare(dana, wish())
    erase(dana)
    storm.refresh_from_db()
    assert storm.decided_by is None


def test_the_database_refuses_a_storm_without_days_reason_or_end(stage):
    right = {"titles": {"en": "Wind"}, "days": 1, "reason": WHY, "until": now() + timedelta(days=1)}
    for wrong in ({"days": 0}, {"reason": ""}, {"until": now() - timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Storm.objects.create(**{**right, **wrong})


def test_the_demos_storm_comes_once(stage, dana):
    for _time in range(2):
        seed()
    assert Storm.objects.count() == 1


@given(st.dates(date(1900, 1, 1), date(2900, 1, 1)), st.integers(-400, 400))
def test_it_ends_by_itself_within_a_month(today, days):
    assert can_last(today, today + timedelta(days=days)) == (0 <= days <= LASTS_AT_MOST)
