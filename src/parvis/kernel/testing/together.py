"""Several people doing something at the very same moment, each on a connection of their own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

SECONDS_TO_END = 30


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


def _do(deed: Callable[[], Any], gate: threading.Barrier, outcomes: list[Any], place: int) -> None:
    try:
        gate.wait(SECONDS_TO_END)
        outcomes[place] = deed()
    except Exception as raised:  # noqa: BLE001  (the test looks at it)
        outcomes[place] = raised
    finally:
        connections.close_all()
