"""Fixtures of the carrier's tests."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from parvis.services.carrier.actions.lines import hold
from parvis.services.carrier.tests.gateway import FakeGateway

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)  # in Boston


@pytest.fixture
def city_gateway(settings: Any) -> Iterator[FakeGateway]:
    """A gateway on this machine that keeps what it gets."""
    with FakeGateway() as fake:
        fake.serve(settings)
        yield fake


@pytest.fixture
def noon(clock: Any) -> Any:
    """The middle of a day in the city."""
    clock.move_to(NOON)
    return clock


@pytest.fixture
def zoe(noon: Any) -> str:
    """A phone that wrote to the city."""
    return hold("+16175550142").id
