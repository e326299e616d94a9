"""Fixtures of the tests of text messages: a city with a gateway, and people with old phones."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from parvis.services.carrier.tests.gateway import FakeGateway
from parvis.services.reports.tests.stage import Stage, build
from parvis.services.sms.tests.stage import Phone


@pytest.fixture
def stage(db: None) -> Stage:
    """A small city in which reports are open."""
    return build()


@pytest.fixture
def city_gateway(settings: Any) -> Iterator[FakeGateway]:
    """A gateway on this machine that keeps what it gets."""
    with FakeGateway() as fake:
        fake.serve(settings)
        yield fake


@pytest.fixture
def by_phone(stage: Stage, city_gateway: FakeGateway, clock: Any) -> Callable[..., Phone]:
    """A phone: `by_phone()`, or several by their numbers."""
    return lambda number="+16175550142": Phone(number, city_gateway)
