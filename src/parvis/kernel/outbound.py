"""The only way out: every request that this server makes to another goes through `fetch`.

Addresses often come from people, so none may lead into the city's own network: the name is resolved once, the
address it gives is checked (private, loopback, link-local, metadata, translated and mapped forms), and that very
address is connected to, on every redirect anew. Time and size are bounded.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests.exceptions as faults  # noqa: TID251  (this is the house replacement)
from django.conf import settings
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
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
        _check(address)
        answer = _ask(address, method, content, own, bounds)
        onward = answer.headers.get("location")
        if answer.status not in _REDIRECTS or not onward or method not in {"GET", "HEAD"}:
            return answer
        following = urljoin(address, onward)
        if _origin(following) != _origin(address):
            own = {"Accept-Encoding": "identity"}  # a password for one server is not for another
        address = following
    raise OutboundError(f"{_host(address)} sends from one address to the next without end.")


def _ask(
    address: str, method: str, content: bytes | None, headers: Mapping[str, str], bounds: _Bounds
) -> Answer:
    left = max(0.1, bounds.deadline - time.monotonic())
    patience = (min(SECONDS_TO_CONNECT, left), min(SECONDS_BETWEEN_BYTES, left))
    host = _host(address)
    try:
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
    except InvalidIPAddress as inside:
        raise ForbiddenAddressError(
            f"{host} leads into a network that this server does not enter."
        ) from inside
    except faults.ConnectTimeout as late:
        raise UnreachedError(f"{host} did not answer in time.") from late
    except (faults.Timeout, TimeoutError) as late:
        raise OutboundError(f"{host} did not answer in time.") from late
    except (faults.RequestException, HTTPError, OSError, UnicodeError) as failed:
        kind = UnreachedError if _never_connected(failed) else OutboundError
        raise kind(f"{host} could not be reached.") from failed


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


def _check(address: str) -> None:
    """What can be seen from the address alone."""
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
    return session


def _host(address: str) -> str:
    return urlsplit(address).hostname or "?"


def _origin(address: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(address)
        return parts.scheme, parts.hostname, parts.port
    except ValueError:
        return "", None, None
