"""While the city looks into a data breach, programs take nothing away here either."""

from datetime import timedelta

import pytest

from parvis.kernel.breaches.actions import Wish, declare
from parvis.kernel.breaches.rules import Measures
from parvis.kernel.clock import now
from parvis.services.reports.tests.stage import build, reported

V2 = "/open311/v2/"


@pytest.mark.parametrize(
    "given",
    ["requests.json", "requests.xml", "requests/{id}.json", "requests.csv", "servicerequestupdates.xml"],
)
def test_requests_and_news_are_closed_and_the_services_stay_readable(given, db, alice, dana, grace):
    path = V2 + given.format(id=reported(build(), alice).public_id)
    assert grace.get(path).status_code == 200
    at = now()
    declare(
        dana,
        Wish(
            "Keys of programs were found in public.",
            at - timedelta(hours=2),
            at,
            measures=Measures(closes=True),
        ),
    )
    answer = grace.get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "3600")
    assert "data breach" in answer.json()["error"]
    assert grace.get(V2 + "services.json").status_code == 200
    assert grace.get(V2 + "discovery.json").status_code == 200
