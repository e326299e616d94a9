"""Which database a question goes to, where there is a replica and where there is none."""

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from parvis.kernel.database.models import Seeding
from parvis.kernel.replicas import following
from parvis.kernel.replicas.cli import CHECKS
from parvis.kernel.replicas.following import Rest
from parvis.kernel.replicas.reading import Reading, _remembered, present, reads_from_replica, still_reading
from parvis.kernel.replicas.router import Reader

READER = Reader()


@reads_from_replica
def page(request):
    return HttpResponse(str(present()))


def test_without_a_replica_nothing_changes(django_assert_num_queries, db):
    assert set(connections.settings) == {"default"}
    with django_assert_num_queries(0):
        assert page(RequestFactory().get("/")).content == b"None"
    assert still_reading(pieces := iter(())) is pieces
    assert READER.db_for_read(Seeding) == "default"
    assert [check() for check in CHECKS] == [("Replica", True, "none named", "")]


@pytest.mark.django_db(transaction=True)
def test_what_is_marked_reads_from_the_replica_until_it_writes():
    with _remembered(Reading()):
        assert READER.db_for_read(Seeding) == "replica"
        with transaction.atomic():
            assert READER.db_for_read(Seeding) == "default", "It may have written in this transaction."
        assert READER.db_for_write(Seeding) == "default"
        assert READER.db_for_read(Seeding) == "default"
    assert READER.db_for_read(Seeding) == "default"


@pytest.mark.django_db(transaction=True)
def test_who_is_signed_in_is_always_asked_where_it_is_written():
    from django.contrib.sessions.models import Session

    with _remembered(Reading()):
        assert READER.db_for_read(Session) == "default"


def test_a_replica_gets_no_tables_of_its_own_and_its_rows_may_be_related():
    assert READER.allow_migrate("replica", "reports") is False
    assert READER.allow_migrate("default", "reports") is None
    assert READER.allow_relation(Seeding(), Seeding()) is True


@pytest.mark.django_db(transaction=True)
def test_pieces_that_are_made_later_are_read_from_the_same_place_and_closed():
    closed = []

    def pieces():
        try:
            for _number in range(3):
                yield READER.db_for_read(Seeding).encode()
        finally:
            closed.append(True)

    with _remembered(Reading()):
        later = still_reading(pieces())
    assert next(later) == b"replica"
    assert present() is None
    assert list(later) == [b"replica", b"replica"]
    assert closed == [True]
    with _remembered(Reading()):
        broken_off = still_reading(pieces())
    next(broken_off)
    broken_off.close()
    assert closed == [True, True]


def test_after_a_rest_one_alone_looks_whether_the_replica_is_well():
    rest = Rest()
    with rest.asking() as first, rest.asking() as second:
        assert (first, second) == (True, True)
    rest.take(60)
    with rest.asking() as may:
        assert not may
    rest.take(-1)
    with rest.asking() as first, rest.asking() as second:
        assert (first, second) == (True, False)
    with rest.asking() as third:
        assert third
    rest.end()
    with rest.asking() as first, rest.asking() as second:
        assert (first, second) == (True, True)


@pytest.mark.django_db
def test_a_load_balancer_hears_that_all_is_well(client):
    answer = client.get(reverse("replicas:health"))
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "writes"})
    assert "no-store" in answer["Cache-Control"]
    assert client.post(reverse("replicas:health")).status_code == 405


def test_the_wait_for_a_replica_is_short():
    assert following.PATIENCE <= 0.1
    assert following.REST_OF_THE_LATE < following.REST_OF_THE_SILENT
    assert settings.DATABASE_ROUTERS == ["parvis.kernel.replicas.router.Reader"]
