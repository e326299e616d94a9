"""The only writers of the journal."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from psycopg.types.json import Jsonb

from parvis.kernel.clock import now
from parvis.kernel.journal.rules import (
    FORGOTTEN,
    NOWHERE,
    SALT,
    Fact,
    Plain,
    chained,
    check_plain,
    genesis,
    needs_seal,
    sealed,
)
from parvis.kernel.journal.verbs import verb_named
from parvis.kernel.keeping.registry import Leaving

_COPY = """
    COPY journal_entry (
        at, recorded_at, day, area_id, sequence, verb, subject,
        actor, cell, minutes, data, before_hash, own_hash, salt, seal
    ) FROM STDIN
"""
_LOCK_HEADS = """
    INSERT INTO journal_chain (day, area_id, length, head)
    SELECT day, area_id, 0, head FROM unnest(%s::date[], %s::bigint[], %s::bytea[]) AS new (day, area_id, head)
    ORDER BY day, area_id
    ON CONFLICT (day, area_id) DO UPDATE SET length = journal_chain.length
    RETURNING day, area_id, length, head
"""
_MOVE_HEADS = """
    UPDATE journal_chain AS chain SET length = new.length, head = new.head
    FROM unnest(%s::date[], %s::bigint[], %s::int[], %s::bytea[]) AS new (day, area_id, length, head)
    WHERE chain.day = new.day AND chain.area_id = new.area_id
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be recorded. `at` defaults to now; `area_id` None means nowhere in particular."""

    verb: str
    subject: str
    actor: str
    area_id: int | None = None
    at: datetime | None = None
    cell: str = ""
    minutes: int = 0
    data: dict[str, Plain] = field(default_factory=dict)


type Listener = Callable[[list[Draft]], None]
_listeners: dict[str, list[Listener]] = defaultdict(list)


def listen(verb: str, listener: Listener) -> None:
    """Let a module react to a verb: called with the drafts of one writing, in its transaction, after they are written.

    What listens is brief, because the chain of the day and area waits: it notes down what a job does later.
    """
    if listener not in _listeners[verb]:
        _listeners[verb].append(listener)


def record(verb: str, *, subject: str, actor: str, area_id: int | None = None, **details: Any) -> None:
    """Write one entry, in the caller's transaction. Call it late: it holds the chain of the day and area."""
    record_many([Draft(verb, subject, actor, area_id, **details)])


def record_many(drafts: Iterable[Draft]) -> int:
    """Write many entries, in the order given within each chain; returns how many."""
    moment = now()
    chains: dict[tuple[date, int], list[Fact]] = defaultdict(list)
    heard: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        fact = _fact(draft, moment)
        chains[fact.day, fact.area].append(fact)
        if draft.verb in _listeners:
            heard[draft.verb].append(draft)
    if not chains:
        return 0
    with transaction.atomic(savepoint=False):
        rows = _link(chains)
        _write(rows)
        for verb, said in heard.items():
            for listener in _listeners[verb]:
                listener(said)
    return len(rows)


def once(key: str, act: Callable[[], str]) -> str:
    """Do `act` unless `key` was used before; returns what it returned then or now, a short reference.

    Two callers with one key at the same moment: the second waits for the first and gets its answer.
    """
    if not key:
        return act()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_once (key, result) VALUES (%s, '') ON CONFLICT (key) DO NOTHING RETURNING key",
            [key],
        )
        if cursor.fetchone() is None:
            cursor.execute("SELECT result FROM journal_once WHERE key = %s", [key])
            found = cursor.fetchone()
            return str(found[0]) if found else ""
        result = act()
        cursor.execute("UPDATE journal_once SET result = %s WHERE key = %s", [result, key])
        return result


def forget_actor(actor: str) -> int:
    """Open no seal of this person any more: their entries stay and are nobody's; returns how many.

    Entries from before there were seals keep the number, which then leads to nobody: the chain holds it itself.
    """
    if not needs_seal(actor):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE journal_entry SET actor = %s, salt = NULL WHERE actor = %s AND seal IS NOT NULL",
            [FORGOTTEN, actor],
        )
        return int(cursor.rowcount)


def forget_who_leaves(leaving: Leaving) -> None:
    """Nobody can be followed from entry to entry after they left."""
    if leaving.person is not None:
        forget_actor(leaving.person.public_id)


def forget_keys(before: datetime) -> int:
    """Drop idempotency keys used before that moment; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_once WHERE at < %s", [before])
        return int(cursor.rowcount)


def prepare_months(first: date, last: date) -> None:
    """Make a partition for each month from `first` to `last`. What fits none is kept in the default partition."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_prepare_months(%s, %s)", [first, last])


def _fact(draft: Draft, moment: datetime) -> Fact:
    verb_named(draft.verb)
    check_plain(draft.data)
    at = draft.at or moment
    salt = os.urandom(SALT) if needs_seal(draft.actor) else None
    return Fact(
        verb=draft.verb,
        subject=draft.subject,
        actor=draft.actor,
        at=at,
        recorded_at=moment,
        day=at.astimezone(settings.CITY.zone).date(),
        area=draft.area_id or NOWHERE,
        cell=draft.cell,
        minutes=draft.minutes,
        data=draft.data,
        salt=salt,
        seal=sealed(draft.actor, salt) if salt else None,
    )


def _link(chains: dict[tuple[date, int], list[Fact]]) -> Sequence[tuple[Any, ...]]:
    """Lock the heads (in one order, so that two writers cannot wait for each other), chain, move the heads."""
    keys = sorted(chains)
    days, areas = [key[0] for key in keys], [key[1] for key in keys]
    rows: list[tuple[Any, ...]] = []
    lengths: list[int] = []
    heads: list[bytes] = []
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_HEADS, [days, areas, [genesis(*key) for key in keys]])
        standing = {(day, area): (length, bytes(head)) for day, area, length, head in cursor.fetchall()}
        for key in keys:
            length, head = standing[key]
            for fact in chains[key]:
                length += 1
                own = chained(head, fact)
                rows.append(_row(fact, length, head, own))
                head = own
            lengths.append(length)
            heads.append(head)
        cursor.execute(_MOVE_HEADS, [days, areas, lengths, heads])
    return rows


def _row(fact: Fact, sequence: int, before: bytes, own: bytes) -> tuple[Any, ...]:
    return (
        *(fact.at, fact.recorded_at, fact.day, fact.area, sequence, fact.verb, fact.subject),
        *(fact.actor, fact.cell, fact.minutes, Jsonb(fact.data), before, own, fact.salt, fact.seal),
    )


def _write(rows: Sequence[tuple[Any, ...]]) -> None:
    """By COPY, which for one row costs what INSERT does, and for thousands half of it."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in rows:
            copy.write_row(row)
