"""The suite's tools do what their names say."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from parvis.kernel.clock import now
from parvis.kernel.database.models import Seeding

A_WEDNESDAY = datetime(2016, 1, 13, 9, 30, tzinfo=UTC)


def sql_says(expression):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {expression}")
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "function", ["now()", "statement_timestamp()", "clock_timestamp()", "transaction_timestamp()"]
)
def test_the_database_travels_along(travel_to, function):
    with travel_to(A_WEDNESDAY) as traveller:
        assert now() == sql_says(function) == A_WEDNESDAY
        traveller.shift(timedelta(days=3))
        assert now() == sql_says(function) == A_WEDNESDAY + timedelta(days=3)
    assert abs(sql_says(function) - now()) < timedelta(minutes=1)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_opened_on_the_way_is_told_the_moment(travel_to, together):
    with travel_to(A_WEDNESDAY):
        assert together(lambda: sql_says("now()"), lambda: sql_says("now()")) == [A_WEDNESDAY, A_WEDNESDAY]


@pytest.mark.django_db(transaction=True)
def test_deeds_done_together_really_overlap(together):
    def deed():
        return sql_says("pg_backend_pid()")

    first, second = together(deed, deed)
    assert first != second


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_fails_tells_why_and_does_not_stop_the_other(together):
    failed, done = together(lambda: 1 / 0, lambda: "done")
    assert isinstance(failed, ZeroDivisionError)
    assert done == "done"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", [1, 2])
def test_what_a_test_commits_is_gone_for_the_next(_time):
    assert not Seeding.objects.filter(module="committed").exists()
    Seeding.objects.create(module="committed")


@pytest.mark.django_db
def test_too_many_queries_are_listed(at_most):
    with pytest.raises(AssertionError, match="2 queries where at most 1"), at_most(1):
        ContentType.objects.count()
        ContentType.objects.exists()
