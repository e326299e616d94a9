"""How we agree with the city."""

import pytest

from parvis.kernel.places.seeds import seed_places
from parvis.services.boston311.queries import Agreement, areas_agreement, on_time_agreement
from parvis.services.boston311.tests.test_intake import requests_file, written
from parvis.services.boston311.tests.test_rules import ROW


def test_differing_pairs_are_counted():
    found = Agreement()
    found.note("A", "A", alike=True)
    found.note("A", "B", alike=False)
    assert (found.share, dict(found.pairs)) == (50.0, {("A", "B"): 1})
    assert Agreement().share == 0.0


def test_a_verdict_that_differs_is_found(tmp_path):
    path = written(tmp_path / "b.csv", ROW, {**ROW, "OnTime_Status": "OVERDUE"}, {**ROW, "TARGET_DT": ""})
    found = on_time_agreement(path)
    assert (found.compared, found.alike, dict(found.pairs)) == (2, 1, {("OVERDUE", "ONTIME"): 1})


@pytest.mark.django_db
def test_nineteen_of_twenty_places_lie_where_the_city_says(tmp_path):
    seed_places()
    found = areas_agreement(requests_file())
    assert found.compared > 45_000
    assert found.share > 95
