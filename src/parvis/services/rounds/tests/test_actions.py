"""How an inspector plans a day."""

from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.keeping.actions import erase
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.testing.travel import travel_to
from parvis.services.findings.tests.stage import LAMPS, WEST_END, found
from parvis.services.reports.actions import work
from parvis.services.rounds.actions import add_stops, move, order_anew, remove, take
from parvis.services.rounds.models import Round, Stop
from parvis.services.rounds.queries import round_today, stations_of
from parvis.services.rounds.rules import Take
from parvis.services.rounds.seeds import seed

pytestmark = pytest.mark.django_db


def places(person):
    """Where the stops of today's round are, as numbers of the lamps from west to east."""
    return [LAMPS.index((each.case.lat, each.case.lon)) for each in stations_of(round_today(person), person)]


def ids(street):
    return [each.public_id for each in street]


def test_stops_stand_in_walking_order_from_where_one_begins(amina, street):
    assert add_stops(amina, ids(street), WEST_END) == 3
    assert places(amina) == [0, 1, 2]
    order_anew(amina, (42.355, -71.06))
    assert places(amina) == [2, 1, 0]


def test_a_stop_moved_by_hand_stays_where_it_was_put(amina, street):
    add_stops(amina, ids(street[:2]), WEST_END)
    move(amina, street[1].public_id, -1)
    assert places(amina) == [1, 0]
    add_stops(amina, ids(street[2:]))
    assert places(amina) == [2, 1, 0], "The new one goes where the way grows least."
    order_anew(amina)
    assert places(amina) == [0, 1, 2]


def test_a_stop_is_on_the_round_once_and_can_be_taken_out(amina, street):
    add_stops(amina, ids(street))
    assert add_stops(amina, ids(street)) == 0
    remove(amina, street[0].public_id)
    remove(amina, street[0].public_id)
    assert sorted(places(amina)) == [1, 2]


def test_the_office_s_reports_are_taken_by_age_promise_and_distance(amina, stage, street):
    assert take(amina, stage.lighting, Take.NEAREST, 1, WEST_END) == 1
    assert places(amina) == [0]
    assert take(amina, stage.lighting, Take.OLDEST, 1) == 1
    assert places(amina) == [0, 1]
    assert take(amina, stage.lighting, Take.URGENT, 99) == 1
    assert places(amina) == [0, 1, 2]


def test_nobody_plans_with_the_reports_of_another_office(omar, stage, street):
    with pytest.raises(RefusedError, match="do not work for this office"):
        take(omar, stage.lighting, Take.OLDEST, 5)
    assert add_stops(omar, ids(street)) == 0


def test_a_round_has_an_end(amina, street, monkeypatch):
    monkeypatch.setattr("parvis.services.rounds.actions.STOPS_AT_MOST", 2)
    with pytest.raises(RefusedError, match="at most 2 stops"):
        add_stops(amina, ids(street))


def test_what_went_to_another_office_is_no_stop_any_more(amina, stage, street):
    add_stops(amina, ids(street), WEST_END)
    work.forward(street[1].pk, amina, stage.parks, "A tree stands before it.")
    assert places(amina) == [0, 2]
    move(amina, street[0].public_id, 1)


def test_tomorrow_is_another_day(amina, street):
    add_stops(amina, ids(street))
    with travel_to(now() + timedelta(days=1)):
        assert round_today(amina) is None


def test_a_stop_is_done_when_one_was_there_that_day(amina, mona, street):
    add_stops(amina, ids(street), WEST_END)
    found(amina, street[0])
    found(mona, street[1])
    assert [each.is_done for each in stations_of(round_today(amina), amina)] == [True, False, False]


def test_who_leaves_leaves_no_rounds(amina, street):
    add_stops(amina, ids(street), WEST_END)
    assert str(Round.objects.get()).endswith(str(Round.objects.get().day))
    assert str(Stop.objects.first()).endswith(Stop.objects.first().report)
    erase(amina)
    assert not Round.objects.exists()


def test_the_demo_can_be_loaded_twice(amina, mona, street):
    for _ in range(2):
        seed()
    assert Stop.objects.count() == 3


def test_the_demo_does_without_people(city_desk):
    seed()
    assert not Round.objects.exists()
