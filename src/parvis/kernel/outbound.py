"""The only way out: every request that this server makes to another goes through `fetch`.

Addresses often come from people, so none may lead into the city's own network: the name is resolved once, the
address it gives is checked (private, loopback, link-local, metadata, translated and mapped forms), and that very
address is connected to, on every redirect anew. Time and size are bounded.
"""

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import requests.exceptions as faults  # noqa: TID251  (this is the house replacement)
from django.conf import settings
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError

AGENT = "Parvis"
SECONDS_TO_CONNECT = 5.0
SECONDS_BETWEEN_BYTES = 10.0
SECONDS_IN_ALL = 30.0
MOST_BYTES = 5 * 1024 * 1024
MOST_REDIRECTS = 3
_BLOCK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class OutboundError(Exception):
    """The request was not made or gave nothing usable; the message is a sentence for the log or an official."""


class ForbiddenAddressError(OutboundError):
    """The address leads where this server does not go."""


class UnreachedError(OutboundError):
    """No connection came about: the other server surely knows nothing of the request."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `address` is where it came from in the end; header names are in small letters."""

    status: int
    address: str
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Until when (on the monotonic clock) and how many bytes."""

    deadline: float
    most_bytes: int


def fetch(
    address: str,
    *,
    method: str = "GET",
    content: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    seconds: float = SECONDS_IN_ALL,
    most_bytes: int = MOST_BYTES,
) -> Answer:
    """Ask another server. Any status is an answer; `OutboundError` when there is none in time, size or place.

    Reads follow up to three redirects, each checked like the first; what you send is never sent on elsewhere.
    """
    bounds = _Bounds(time.monotonic() + seconds, most_bytes)
    own = {"Accept-Encoding": "identity", **(headers or {})}
    for _step in range(MOST_REDIRECTS + 1):
        check_address(address)
        answer = _ask(address, method, content, own, bounds)
        onward = answer.headers.get("location")
        if answer.status not in _REDIRECTS or not onward or method not in {"GET", "HEAD"}:
            return answer
        following = _following(address, onward)
        if _origin(following) != _origin(address):
            own = {"Accept-Encoding": "identity"}  # a password for one server is not for another
        address = following
    raise OutboundError(f"{_host(address)} sends from one address to the next without end.")


def _ask(
    address: str, method: str, content: bytes | None, headers: Mapping[str, str], bounds: _Bounds
) -> Answer:
    host = _host(address)
    left = max(0.1, bounds.deadline - time.monotonic())
    with _Watch(left) as watch:
        try:
            answer = _answer(address, method, content, headers, bounds)
        except InvalidIPAddress as inside:
            raise ForbiddenAddressError(
                f"{host} leads into a network that this server does not enter."
            ) from inside
        except faults.ConnectTimeout as late:
            raise UnreachedError(f"{host} did not answer in time.") from late
        except (faults.Timeout, TimeoutError) as late:
            raise OutboundError(f"{host} did not answer in time.") from late
        except (faults.RequestException, HTTPError, OSError, UnicodeError) as failed:
            if watch.is_over:
                raise OutboundError(f"{host} did not answer in time.") from failed
            kind = UnreachedError if _never_connected(failed) else OutboundError
            raise kind(f"{host} could not be reached.") from failed
        if watch.is_over:  # what was cut off can look whole
            raise OutboundError(f"{host} did not answer in time.")
        return answer


def _answer(
    address: str, method: str, content: bytes | None, headers: Mapping[str, str], bounds: _Bounds
) -> Answer:
    host = _host(address)
    left = max(0.1, bounds.deadline - time.monotonic())
    patience = (min(SECONDS_TO_CONNECT, left), min(SECONDS_BETWEEN_BYTES, left))
    with (
        own_session() as session,
        closing(
            session.request(
                method, address, data=content, headers=dict(headers), timeout=patience, stream=True
            )
        ) as response,
    ):
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise OutboundError(f"{host} answered in a form that was not asked for.")
        body = b"".join(_within(response.raw, host, bounds))
        kept = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, address, body, kept)


def _never_connected(failed: Exception) -> bool:
    """True for refused connections and unknown names; urllib3 wraps the cause twice."""
    cause = failed.args[0] if failed.args else None
    return isinstance(getattr(cause, "reason", cause), NewConnectionError)


def _within(raw: Any, host: str, bounds: _Bounds) -> Iterator[bytes]:
    """What arrives, as it arrives, as long as neither time nor room runs out."""
    got = 0
    while block := raw.read1(_BLOCK, decode_content=False):
        got += len(block)
        if got > bounds.most_bytes:
            raise OutboundError(f"{host} sends more than {bounds.most_bytes} bytes.")
        if time.monotonic() > bounds.deadline:
            raise OutboundError(f"{host} did not answer in time.")
        yield block


def check_address(address: str) -> None:
    """`ForbiddenAddressError` for what can be seen from the address alone."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError as broken:
        raise ForbiddenAddressError("This is not an address.") from broken
    if parts.scheme not in {"http", "https"} or not host:
        raise ForbiddenAddressError("An address must begin with http:// or https:// and name a server.")
    if parts.username is not None or parts.password is not None:
        raise ForbiddenAddressError("An address must not carry a name or a password.")
    if any(sign.isspace() or not sign.isprintable() or sign == "\\" for sign in address):
        raise ForbiddenAddressError("An address must not contain blanks or control signs.")


def own_session() -> Any:
    """A session of `requests` under the same rules, for libraries that speak for themselves."""
    session = HTTPSession(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=settings.OUTBOUND_MAY_REACH_THIS_MACHINE,
            never_redirect=True,
            default_timeout=(SECONDS_TO_CONNECT, SECONDS_BETWEEN_BYTES),
            user_agent_override=AGENT,
        )
    )
    # A proxy from the environment would connect in our place, to addresses that nobody checked.
    session.trust_env = False
    # It would look at where a redirect leads, and read all of its body, before we could say how much is too much.
    session.resolve_redirects = lambda *_answer, **_options: iter(())
    for adapter in session.adapters.values():
        adapter.poolmanager.pool_classes_by_scheme = {"http": _Lines, "https": _GuardedLines}
    return session


class _Watch:
    """Ends the connections of a request when its time is over, whatever they are doing.

    The patience between two bytes begins anew with each: one that comes every nine seconds would keep us for ever.
    """

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._lines: list[socket.socket] = []

    def __enter__(self) -> Self:
        self._token = _watching.set(self)
        self._timer.start()
        return self

    def __exit__(self, *_why: object) -> None:
        _watching.reset(self._token)
        self._timer.cancel()
        self._timer.join()
        for line in self._lines:
            line.close()

    def over(self, line: socket.socket) -> None:
        """Watch this connection; by a copy of our own, since TLS takes the first one away."""
        self._lines.append(line.dup())
        if self.is_over:
            self._end()

    def _end(self) -> None:
        self.is_over = True
        for line in self._lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


_watching: ContextVar[_Watch | None] = ContextVar("watching", default=None)


def _watched(line: socket.socket) -> socket.socket:
    if watch := _watching.get():
        watch.over(line)
    return line


class _Line(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _watched(super()._new_conn())


class _GuardedLine(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _watched(super()._new_conn())


class _Lines(HTTPConnectionPool):
    ConnectionCls = _Line


class _GuardedLines(HTTPSConnectionPool):
    ConnectionCls = _GuardedLine


def _following(address: str, onward: str) -> str:
    try:
        return urljoin(address, onward)
    except ValueError as broken:
        raise ForbiddenAddressError(f"{_host(address)} sends on to what is not an address.") from broken


def _host(address: str) -> str:
    return urlsplit(address).hostname or "?"


def _origin(address: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(address)
        return parts.scheme, parts.hostname, parts.port
    except ValueError:
        return "", None, None
