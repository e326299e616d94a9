"""The journal on PostgreSQL."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from parvis.kernel.clock import now
from parvis.kernel.journal.actions import (
    forget_who_leaves,
    once,
    prepare_months,
    record,
)
from parvis.kernel.journal.queries import history_of, latest, size, stones
from parvis.kernel.journal.rules import NotPlainError
from parvis.kernel.journal.tasks import drop_old_keys
from parvis.kernel.journal.tests.stage import SUBJECT, made
from parvis.kernel.keeping.registry import all_hooks

pytestmark = pytest.mark.django_db


def test_what_was_recorded_can_be_read_as_sentences():
    made()
    record("testing.thing.moved", subject=SUBJECT, actor="system", area_id=1, data={"office": "nobody-knows"})
    told = [line.text.replace("\u2068", "").replace("\u2069", "") for line in history_of(SUBJECT)]
    assert told == ["A resident made a thing.", "nobody-knows moved it."]


def test_an_undeclared_verb_is_refused():
    with pytest.raises(LookupError):
        record("testing.thing.unheard", subject=SUBJECT, actor="guest")


def test_fractions_are_refused():
    with pytest.raises(NotPlainError):
        made(data={"length": 1.5})


@pytest.mark.parametrize("sql", ["UPDATE journal_entry SET actor = 'x'", "DELETE FROM journal_entry"])
def test_the_database_refuses_to_change_or_delete_entries(sql):
    made()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_the_journal_forgets_when_all_rooms_have_written_down_what_they_let_go_of():
    assert all_hooks()[-1] == forget_who_leaves


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'forgotten'",
        "salt = NULL",
        "actor = 'forgotten', salt = NULL, seal = NULL",
        "actor = 'forgotten', salt = NULL, verb = 'testing.thing.moved'",
        "actor = 'forgotten', salt = NULL, minutes = 60",
        "actor = 'mallory', salt = NULL",
    ],
)
def test_the_database_lets_nothing_be_forgotten_but_who_it_was(alice, change):
    record("testing.thing.made", subject=SUBJECT, actor=alice.public_id, area_id=1)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE journal_entry SET {change}")
    record("testing.thing.made", subject=SUBJECT, actor="guest", area_id=1)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE journal_entry SET actor = 'forgotten' WHERE actor = 'guest'")


def test_an_action_that_fails_leaves_no_entry():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        made()
        _ = 1 / 0
    assert size() == 0


def test_entries_go_to_the_partition_of_their_month():
    moment = now() - timedelta(days=400)
    prepare_months(moment.date(), moment.date())
    made(at=moment)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM journal_entry")
        assert cursor.fetchone()[0] == f"journal_entry_{moment:%Y_%m}"


def test_the_square_is_paved_with_contributions_only():
    made()
    record("testing.thing.moved", subject=SUBJECT, actor="system", area_id=1, data={"office": "x"})
    made(area_id=2)
    assert stones([1], now() - timedelta(days=1)) == ["help"]
    assert stones((), now() - timedelta(days=1)) == ["help", "help"]


def test_the_latest_come_first():
    made(at=now() - timedelta(hours=2), subject="testing.thing:old")
    made(at=now() - timedelta(hours=1), subject="testing.thing:new")
    assert [told.subject for told in latest(5)] == ["testing.thing:new", "testing.thing:old"]


def test_a_person_is_named_as_they_are_called_now(alice):
    record("testing.thing.made", subject=SUBJECT, actor=alice.public_id, area_id=1)
    alice.public_name = "Alice the Second"
    alice.save()
    assert "Alice the Second" in history_of(SUBJECT)[0].text


def test_the_same_key_acts_once_and_answers_the_same():
    calls = []

    def act() -> str:
        calls.append(1)
        return f"answer {len(calls)}"

    assert once("key", act) == once("key", act) == "answer 1"
    assert once("other", act) == "answer 2"


def test_a_key_whose_action_failed_can_be_used_again():
    def fail() -> str:
        raise ValueError

    with pytest.raises(ValueError):
        once("key", fail)
    assert once("key", lambda: "done") == "done"


def test_a_key_is_kept_for_a_month_and_then_forgotten(clock):
    once("old", lambda: "first")
    clock.shift(timedelta(days=20))
    once("young", lambda: "first")
    clock.shift(timedelta(days=11))
    drop_old_keys(0)
    assert once("young", lambda: "second") == "first"
    assert once("old", lambda: "second") == "second"
