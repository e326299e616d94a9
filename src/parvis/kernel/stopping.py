"""Being told to stop: Ctrl-C, a polite kill, a closed terminal."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def stops_held_back() -> Iterator[None]:
    """Whoever tells this process to stop meanwhile is heard when this ends.

    For steps that must not be broken off: a library that is interrupted while it loads makes a fault of its own out
    of it, and a database that is interrupted while it stops is left running.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals never interrupt other threads
        return
    heard: list[int] = []
    before = {number: signal.signal(number, lambda number, _frame: heard.append(number)) for number in STOPS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        for number in heard[:1]:
            signal.raise_signal(number)
