"""Several people doing something at the very same moment, each on a connection of their own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections, transaction

SECONDS_TO_END = 30
TRIES = 20_000
# Transactions that wait for what this one holds.
_WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


def together(*deeds: Callable[[], Any]) -> list[Any]:
    """Start all deeds at once; what each returned, or the exception that it raised, in the order given.

    Needs `django_db(transaction=True)`: what is not committed cannot be seen by another connection.
    """
    outcomes: list[Any] = [None] * len(deeds)
    gate = threading.Barrier(len(deeds))
    threads = [
        threading.Thread(target=_do, args=(deed, gate, outcomes, place), daemon=True)
        for place, deed in enumerate(deeds)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS_TO_END)
        if thread.is_alive():
            raise AssertionError(
                f"A deed did not end within {SECONDS_TO_END} seconds: they wait for each other."
            )
    return outcomes


@contextmanager
def meanwhile(deed: Callable[[], Any]) -> Iterator[list[Any]]:
    """Somebody else does this before the block has committed, and has to wait for it; gives what came of it, or the
    exception that it raised. Needs `django_db(transaction=True)`, too."""
    outcomes: list[Any] = [None]
    other = threading.Thread(target=_do, args=(deed, threading.Barrier(1), outcomes, 0), daemon=True)
    with transaction.atomic():
        yield outcomes
        other.start()
        _until_somebody_waits()
    other.join(SECONDS_TO_END)
    if other.is_alive():
        raise AssertionError(f"The deed did not end within {SECONDS_TO_END} seconds after it could go on.")


def _until_somebody_waits() -> None:
    """Asks the database, again and again, until another transaction waits for this one."""
    with connection.cursor() as cursor:
        for _tried in range(TRIES):
            cursor.execute(_WAITING)
            found = cursor.fetchone()
            if found and found[0]:
                return
    raise AssertionError("Nobody waits.")


def _do(deed: Callable[[], Any], gate: threading.Barrier, outcomes: list[Any], place: int) -> None:
    try:
        gate.wait(SECONDS_TO_END)
        outcomes[place] = deed()
    except Exception as raised:  # noqa: BLE001  (the test looks at it)
        outcomes[place] = raised
    finally:
        connections.close_all()
