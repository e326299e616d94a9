"""The journal on PostgreSQL."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from parvis.kernel.clock import now
from parvis.kernel.journal.actions import (
    Draft,
    forget_actor,
    forget_who_leaves,
    once,
    prepare_months,
    record,
    record_many,
)
from parvis.kernel.journal.models import Chain, Entry
from parvis.kernel.journal.queries import _link, broken_links, history_of, latest, size, stones
from parvis.kernel.journal.rules import NotPlainError, chained
from parvis.kernel.journal.tasks import drop_old_keys
from parvis.kernel.journal.verbs import Verb, declare
from parvis.kernel.keeping.registry import all_hooks

pytestmark = pytest.mark.django_db
SUBJECT = "testing.thing:abc"
declare(
    Verb("testing.thing.made", "{actor} made a thing.", "help"),
    Verb("testing.thing.moved", "{office} moved it."),
)


def made(area_id: int = 1, subject: str = SUBJECT, **details) -> None:
    record("testing.thing.made", subject=subject, actor="guest", area_id=area_id, **details)


def tamper(sql: str) -> None:
    """What somebody with the keys of the database could do: the triggers do not stop them, the chain tells."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET LOCAL session_replication_role = origin")


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


def test_a_journal_as_it_was_written_holds():
    for area in (1, 2, 1, 2, 1):
        made(area)
    record_many(Draft("testing.thing.made", SUBJECT, "guest", 3, data={"n": n}) for n in range(60))
    assert list(broken_links()) == []
    assert size() == 65
    assert Chain.objects.get(area_id=1).length == 3


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal_entry SET subject = overlay(subject placing 'X' from 3 for 1) WHERE sequence = 2",
        "UPDATE journal_entry SET data = '{\"minutes\": 1}' WHERE sequence = 2",
        "UPDATE journal_entry SET recorded_at = recorded_at + interval '1 microsecond' WHERE sequence = 2",
        "UPDATE journal_entry SET own_hash = set_byte(own_hash, 0, get_byte(own_hash, 0) # 1) WHERE sequence = 2",
    ],
)
def test_one_changed_byte_is_found_and_the_entry_named(change):
    for _number in range(3):
        made()
    victim = Entry.objects.get(sequence=2)
    tamper(change)
    found = list(broken_links())
    assert [(fault.sequence, fault.identity) for fault in found] == [(2, victim.id)]


def test_the_command_names_the_first_bad_entry_and_fails():
    for _number in range(3):
        made()
    victim = Entry.objects.get(sequence=2)
    tamper("UPDATE journal_entry SET verb = 'testing.thing.moved' WHERE sequence = 2")
    out = StringIO()
    with pytest.raises(CommandError, match="1 broken"):
        call_command("verify_journal", stdout=out)
    assert f"breaks at entry 2 (id {victim.id})" in out.getvalue()


def test_the_command_says_that_the_journal_holds():
    made()
    out = StringIO()
    call_command("verify_journal", stdout=out)
    assert out.getvalue().strip() == "The journal holds: 1 entries."


def test_a_cut_off_end_is_found():
    made()
    made()
    tamper("DELETE FROM journal_entry WHERE sequence = 2")
    assert [fault.sequence for fault in broken_links()] == [2]


@pytest.mark.parametrize("sql", ["UPDATE journal_entry SET actor = 'x'", "DELETE FROM journal_entry"])
def test_the_database_refuses_to_change_or_delete_entries(sql):
    made()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_whoever_is_forgotten_cannot_be_followed_from_entry_to_entry_and_the_chain_holds(alice, bob):
    for actor in (alice.public_id, bob.public_id, alice.public_id, "guest"):
        record("testing.thing.made", subject=SUBJECT, actor=actor, area_id=1)
    assert forget_actor(alice.public_id) == 2
    assert [each.actor for each in Entry.objects.order_by("sequence")] == [
        "forgotten",
        bob.public_id,
        "forgotten",
        "guest",
    ]
    first, third = Entry.objects.filter(actor="forgotten").order_by("sequence")
    assert (first.salt, third.salt) == (None, None)
    assert bytes(first.seal) != bytes(third.seal)
    assert list(broken_links()) == []
    assert "A resident made a thing" in history_of(SUBJECT)[0].text.replace("\u2068", "").replace(
        "\u2069", ""
    )
    assert forget_actor("guest") == forget_actor(alice.public_id) == 0


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


def test_an_entry_from_before_there_were_seals_still_counts(alice):
    """Old code writes neither salt nor seal, while new code runs beside it."""
    record("testing.thing.made", subject=SUBJECT, actor=alice.public_id, area_id=1)
    entry = Entry.objects.get()
    before = replace(_link(entry).fact, salt=None, seal=None)
    own = chained(bytes(entry.before_hash), before)
    tamper(f"UPDATE journal_entry SET salt = NULL, seal = NULL, own_hash = '\\x{own.hex()}'")
    tamper(f"UPDATE journal_chain SET head = '\\x{own.hex()}'")
    assert list(broken_links()) == []
    assert forget_actor(alice.public_id) == 0
    assert list(broken_links()) == []


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


def test_a_clock_that_jumps_years_ahead_loses_nothing():
    made(at=now() + timedelta(days=3650))
    assert Entry.objects.count() == 1
    assert list(broken_links()) == []


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
