"""Marks what may read from the replica, and remembers while it does."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest

from parvis.kernel.replicas.following import FAULTS, exists, is_caught_up, leave_alone

SAFE = frozenset({"GET", "HEAD"})


@dataclass(slots=True)
class Reading:
    """One answer that is read from the replica, until it writes something itself."""

    has_written: bool = False


_present: ContextVar[Reading | None] = ContextVar("parvis_reading", default=None)


def present() -> Reading | None:
    """What is being read from the replica here and now."""
    return _present.get()


def reads_from_replica[View: Callable[..., Any]](view: View) -> View:
    """The view, or the part of one, asks the replica where there is one and it has all that was kept before.

    For guests who only look. Everybody else, and everybody while the replica is late or away, asks the database that
    writes; so does who meets its end halfway: the view then begins anew, which is why it must change nothing.
    """

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **named: Any) -> Any:
        if not _may(request) or not is_caught_up():
            return view(request, *args, **named)
        try:
            with _remembered(Reading()):
                return view(request, *args, **named)
        except FAULTS:
            leave_alone()
        return view(request, *args, **named)

    return cast("View", read)


def still_reading(pieces: Generator[bytes]) -> Generator[bytes]:
    """Pieces that are made after the view has ended, read from where the view read."""
    reading = present()
    return pieces if reading is None else _piecewise(reading, pieces)


def _may(request: HttpRequest) -> bool:
    """Within a transaction the one who asks may have written already, and sees one moment of one database."""
    if not exists() or request.method not in SAFE or present() is not None:
        return False
    return not connections[DEFAULT_DB_ALIAS].in_atomic_block and not _is_somebody(request)


def _is_somebody(request: HttpRequest) -> bool:
    person: Any = getattr(request, "user", None)
    return person is not None and bool(person.is_authenticated)


@contextmanager
def _remembered(reading: Reading) -> Iterator[None]:
    token = _present.set(reading)
    try:
        yield
    finally:
        _present.reset(token)


def _piecewise(reading: Reading, pieces: Generator[bytes]) -> Generator[bytes]:
    try:
        while True:
            with _remembered(reading):
                piece = next(pieces, None)
            if piece is None:
                return
            yield piece
    finally:
        pieces.close()
