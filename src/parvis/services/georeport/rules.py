"""The words of Open311 and what they mean here. Plain Python.

Standard: GeoReport v2 (open311.org). Statuses of the news dialect: mySociety's "Open311 FMS" (additional states).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import isfinite

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGESET = datetime(2026, 11, 23, tzinfo=UTC)  # when what this endpoint understands last changed
SPAN = timedelta(days=90)
ROWS_AT_MOST = 1000
METRES_AT_MOST = 50_000
DESCRIPTION_AT_MOST = 4000


class CallError(Exception):
    """A call that cannot be answered: the HTTP status, and a sentence for the builder."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.description = description


class Status(StrEnum):
    """What a request's news say about it, in mySociety's dialect."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"
    FIXED = "FIXED"
    IN_PROGRESS = "IN_PROGRESS"
    ACTION_SCHEDULED = "ACTION_SCHEDULED"
    INVESTIGATING = "INVESTIGATING"
    DUPLICATE = "DUPLICATE"
    NOT_COUNCILS_RESPONSIBILITY = "NOT_COUNCILS_RESPONSIBILITY"
    NO_FURTHER_ACTION = "NO_FURTHER_ACTION"
    INTERNAL_REFERRAL = "INTERNAL_REFERRAL"
    FOR_TRIAGE = "FOR_TRIAGE"
    CANCELLED = "CANCELLED"
    REOPEN = "REOPEN"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A status in our words: the state of the work and how it ended ("" where it did not, or nobody says how)."""

    state: str
    closing: str = ""

    @property
    def is_closed(self) -> bool:
        """True when the office is done with it."""
        return self.state == "closed"


MEANINGS: Mapping[Status, Meaning] = {
    Status.OPEN: Meaning("open"),
    Status.FOR_TRIAGE: Meaning("open"),
    Status.INVESTIGATING: Meaning("open"),
    Status.INTERNAL_REFERRAL: Meaning("open"),
    Status.REOPEN: Meaning("open"),
    Status.ACTION_SCHEDULED: Meaning("planned"),
    Status.IN_PROGRESS: Meaning("in_progress"),
    Status.FIXED: Meaning("closed", "done"),
    Status.DUPLICATE: Meaning("closed", "duplicate"),
    Status.NOT_COUNCILS_RESPONSIBILITY: Meaning("closed", "not_ours"),
    Status.NO_FURTHER_ACTION: Meaning("closed", "no_action"),
    Status.CANCELLED: Meaning("closed", "no_action"),
    Status.CLOSED: Meaning("closed"),
}
_OF_DEEDS = {
    "asked": Status.INVESTIGATING,
    "forwarded": Status.INTERNAL_REFERRAL,
    "reopened": Status.REOPEN,
    "asked_again": Status.REOPEN,
}
_OF_STATES = {"planned": Status.ACTION_SCHEDULED, "in_progress": Status.IN_PROGRESS, "open": Status.OPEN}
_OF_CLOSINGS = {
    "done": Status.FIXED,
    "duplicate": Status.DUPLICATE,
    "not_ours": Status.NOT_COUNCILS_RESPONSIBILITY,
    "no_action": Status.NO_FURTHER_ACTION,
}


def status_of(state: str, closing: str = "", deed: str = "") -> Status:
    """Our state in the dialect. `deed` is what the office did; it tells more where the state stayed open."""
    if state == "closed":
        return _OF_CLOSINGS.get(closing, Status.CLOSED)
    if state == "open" and deed in _OF_DEEDS:
        return _OF_DEEDS[deed]
    return _OF_STATES[state]


def look_in(status: Status) -> bool | None:
    """What another site's readers say with a status: fixed (True), still there (False), nothing about it (None)."""
    return {Status.FIXED: True, Status.OPEN: False, Status.REOPEN: False}.get(status)


def status_named(text: str) -> Status:
    """The status that somebody wrote, in letters of any size; `CallError` names those that there are."""
    try:
        return Status(text.upper())
    except ValueError:
        known = ", ".join(Status)
        raise CallError(400, f"There is no status “{text[:40]}”. There are: {known}.") from None


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time, both ends with it."""

    since: datetime
    until: datetime


def span_of(start: datetime | None, end: datetime | None, now: datetime) -> Span:
    """The span that was asked for: at most 90 days, the last 90 days where nothing was said.

    One end alone reaches as far as is allowed.
    """
    if start is None and end is None:
        return Span(now - SPAN, now)
    if start is None and end is not None:
        return Span(_shifted(end, -SPAN), end)
    if start is not None and end is None:
        return Span(start, _shifted(start, SPAN))
    assert start is not None
    assert end is not None
    if end < start:
        raise CallError(400, "end_date lies before start_date.")
    if end - start > SPAN:
        raise CallError(400, "start_date and end_date may be at most 90 days apart. Ask in several steps.")
    return Span(start, end)


def _shifted(moment: datetime, by: timedelta) -> datetime:
    """The moment so much earlier or later, at the ends of the calendar the end itself."""
    try:
        return moment + by
    except OverflowError:
        return moment


def moment_in(name: str, text: str) -> datetime:
    """A moment in W3C format (`2026-11-23T08:30:00Z`, `…-05:00`); a day alone is its first moment in UTC."""
    try:
        read = datetime.fromisoformat(text)
        aware = read if read.tzinfo else _day_in(text, read)
        return aware.astimezone(UTC)  # Python knows offsets that a database does not
    except (ValueError, OverflowError):
        raise CallError(
            400, f"{name} must be a moment with its time zone, such as 2026-11-23T08:30:00Z."
        ) from None


def _day_in(text: str, read: datetime) -> datetime:
    if len(text) != len("2026-11-23"):
        raise ValueError(text)
    return read.replace(tzinfo=UTC)


def number_in(name: str, text: str, least: float, most: float) -> float:
    """A number in a range."""
    try:
        read = float(text)
    except ValueError:
        read = float("nan")
    if not (isfinite(read) and least <= read <= most):
        raise CallError(400, f"{name} must be a number from {least:g} to {most:g}.")
    return read


def whole_in(name: str, text: str, least: int, most: int) -> int:
    """A whole number in a range."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise CallError(400, f"{name} must be a whole number from {least} to {most}.")
    return int(text)


def yes_in(name: str, text: str) -> bool:
    """True or false."""
    known = {"true": True, "false": False, "1": True, "0": False}
    if text.lower() not in known:
        raise CallError(400, f"{name} must be true or false.")
    return known[text.lower()]


def listed_in(text: str) -> tuple[str, ...]:
    """The parts of a list with commas; empty parts count for nothing."""
    return tuple(dict.fromkeys(part for part in (each.strip() for each in text.split(",")) if part))


def closed_in(statuses: Iterable[str]) -> bool | None:
    """Which requests the parameter `status` wants: closed ones, open ones, or (None) both."""
    wanted = {each.lower() for each in statuses}
    unknown = sorted(wanted - {"open", "closed"})
    if unknown:
        raise CallError(400, f"status must be open, closed or open,closed; “{unknown[0][:40]}” is neither.")
    return None if len(wanted) != 1 else wanted == {"closed"}
