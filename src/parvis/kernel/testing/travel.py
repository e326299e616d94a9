"""Time travel that reaches the database: inside `travel_to` Python's clock and SQL's `now()` say the same moment.

The suite's databases have functions of the same names as PostgreSQL's own in a schema that is searched first.
`CURRENT_TIMESTAMP` is grammar, not a function, and cannot travel: use `now()`.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import time_machine
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

# New tables are made in the first schema of the path, so `public` leads.
SEARCH_PATH = "public,travel,pg_catalog"
_FUNCTIONS = ("now", "statement_timestamp", "transaction_timestamp", "clock_timestamp")
_moment: list[datetime.datetime] = []


def install_travelling_clock(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Make the functions; before the tables, so that column defaults travel too."""
    connection.execute("CREATE SCHEMA travel")
    for name in _FUNCTIONS:
        connection.execute(
            f"CREATE FUNCTION travel.{name}() RETURNS timestamptz LANGUAGE sql STABLE AS $$"
            f"SELECT coalesce(nullif(current_setting('parvis.moment', true), '')::timestamptz, pg_catalog.{name}())$$"
        )


@contextmanager
def travel_to(moment: datetime.datetime, *, tick: bool = False) -> Iterator["Traveller"]:
    """The given moment for Python and for SQL; it stands still unless `tick`, which moves Python's clock alone."""
    if moment.tzinfo is None:
        raise ValueError("Give the moment with its time zone.")
    _moment.append(moment)
    _tell_all()
    try:
        with time_machine.travel(moment, tick=tick) as traveller:
            yield Traveller(traveller)
    finally:
        _moment.pop()
        _tell_all()


class Traveller:
    """The traveller, with the database told of each further move."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller

    def move_to(self, moment: datetime.datetime) -> None:
        """Go to another moment."""
        self._traveller.move_to(moment)
        _moment[-1] = moment
        _tell_all()

    def shift(self, span: datetime.timedelta) -> None:
        """Go on by this much."""
        self.move_to(_moment[-1] + span)


def _tell_all() -> None:
    for connection in connections.all(initialized_only=True):
        if connection.connection is not None:
            _tell(connection)


def _tell(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('parvis.moment', %s, false)", [_moment[-1].isoformat() if _moment else ""]
        )


def _tell_newcomer(connection: BaseDatabaseWrapper, **_: object) -> None:
    if _moment:
        _tell(connection)


connection_created.connect(_tell_newcomer, dispatch_uid="parvis.testing.travel")
