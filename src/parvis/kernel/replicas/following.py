"""Asks both databases how far they are, and gives the replica a rest after it could not answer."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections

from parvis.kernel.database.location import REPLICA
from parvis.kernel.replicas.rules import Fit, Replayed, Written, fit_of, pauses, position_of

# How long a page waits for the replica. Where both are well it takes a few milliseconds; longer than this, and the
# database that writes would have answered.
PATIENCE = 0.05
# How long nobody asks again: one that is late catches up in a moment; one that does not answer costs whoever asks.
REST_OF_THE_LATE, REST_OF_THE_SILENT = 1.0, 10.0
FAULTS = (DatabaseError, InterfaceError)

_WRITTEN = """
SELECT pg_walfile_name(pg_current_wal_flush_lsn()), pg_current_wal_flush_lsn()::text
"""
# The number of the history that is received can be read by members of pg_monitor; others learn it later.
_REPLAYED = """
SELECT pg_is_in_recovery(), coalesce(r.status, 'streaming') = 'streaming' AND r.pid IS NOT NULL,
    coalesce(r.received_tli, c.timeline_id), coalesce(pg_last_wal_replay_lsn(), '0/0')::text
FROM pg_control_checkpoint() c LEFT JOIN pg_stat_wal_receiver r ON true
"""


class Rest:
    """Until when the replica is left alone. One for each process: each learns by itself."""

    def __init__(self) -> None:
        self._until = 0.0
        self._looking = threading.Lock()

    def take(self, seconds: float) -> None:
        """Nobody asks for so long."""
        self._until = time.monotonic() + seconds

    def end(self) -> None:
        """Somebody may ask."""
        self._until = 0.0

    @contextmanager
    def asking(self) -> Iterator[bool]:
        """Whether this one may ask: everybody while all is well, and after a rest one alone."""
        if self._until == 0.0:
            yield True
        elif time.monotonic() < self._until or not self._looking.acquire(blocking=False):
            yield False
        else:
            try:
                yield True
            finally:
                self._looking.release()


rest = Rest()


def exists() -> bool:
    """True where this installation names a replica."""
    return REPLICA in connections.settings


def is_caught_up(patience: float = PATIENCE) -> bool:
    """True when the replica has all that anybody was told is kept until now. Waits for it, but not for long."""
    with rest.asking() as may:
        return may and _asked(patience)


def _asked(patience: float) -> bool:
    try:
        fit = _fit_within(patience)
    except FAULTS:
        leave_alone()
        return False
    if fit is Fit.READY:
        rest.end()
    else:
        rest.take(REST_OF_THE_LATE if fit is Fit.LATE else REST_OF_THE_SILENT)
    return fit is Fit.READY


def leave_alone() -> None:
    """The replica did not answer: its connection is of no use, and nobody asks for a while."""
    rest.take(REST_OF_THE_SILENT)
    connections[REPLICA].close()


def written() -> Written:
    """How far the database that writes is now."""
    file, position = _row(DEFAULT_DB_ALIAS, _WRITTEN)
    return Written(int(file[:8], 16), position_of(position))


def replayed() -> Replayed:
    """How far the replica is now."""
    follows, streams, history, position = _row(REPLICA, _REPLAYED)
    return Replayed(follows, streams, history, position_of(position))


def _fit_within(patience: float) -> Fit:
    wanted = written()
    fit = fit_of(wanted, replayed())
    for pause in pauses(patience):
        if fit is not Fit.LATE:
            break
        time.sleep(pause)
        fit = fit_of(wanted, replayed())
    return fit


def _row(alias: str, question: str) -> tuple[Any, ...]:
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        found: tuple[Any, ...] = cursor.fetchone()
    return found
