"""Reads one line of Boston's published requests. Plain Python.

Times in the file are local (America/New_York) without a zone; a time that the change of clocks makes double is taken
as the first of the two.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")
# 01/31/2015 08:30:00 AM; five times faster than strptime, which matters for 150,000 of them.
_TIME = re.compile(r"(\d\d)/(\d\d)/(\d{4}) (0[1-9]|1[0-2]):(\d\d):(\d\d) (AM|PM)")
# When the state of the published file was taken: its latest closing.
PUBLISHED_AT = datetime(2016, 1, 12, 13, 58, 43, tzinfo=ZONE).astimezone(UTC)
# The last opening in the file.
LAST_OPENING = datetime(2015, 6, 30, 23, 54, tzinfo=ZONE).astimezone(UTC)
# The opening and the closing were written down by two clocks of the city, up to this much apart.
CLOCKS_APART = timedelta(minutes=2)
# "Duplicate of case # 1343270", "101001289805 duplicate case #", "duplicate of crm #360853": the whole number of a case
# or its end. The date that stands before it in many closings is no number of a case.
_CLOSED_ON = re.compile(r"Closed date : \S+ \S+")
_NUMBER = re.compile(r"(?<!\d)(?:101001|1)?(\d{6})(?!\d)")
_ALL_NUMBERS_BEGIN = "101001"
COLUMNS = frozenset(
    {"CASE_ENQUIRY_ID", "OPEN_DT", "TARGET_DT", "CLOSED_DT", "OnTime_Status", "CASE_STATUS", "CLOSURE_REASON"}
    | {
        "CASE_TITLE",
        "REASON",
        "TYPE",
        "QUEUE",
        "Department",
        "Location",
        "neighborhood",
        "LATITUDE",
        "LONGITUDE",
    }
)


class UnusableRowError(ValueError):
    """A row that cannot become a report; the message is the reason shown in the table of refused rows."""


class End(StrEnum):
    """How a case ended, in the words of reports."""

    DONE = "done"
    NOT_FOUND = "not_found"
    DUPLICATE = "duplicate"
    NOT_OURS = "not_ours"
    NO_ACTION = "no_action"


# How the city's closing text begins or what it holds, in the order in which it counts.
_ENDS: tuple[tuple[str, End], ...] = (
    ("duplicate of existing", End.DUPLICATE),
    ("novio: no violation", End.NOT_FOUND),
    ("nobase: no basis", End.NOT_FOUND),
    ("roa: refer to other", End.NOT_OURS),
    ("case invalid", End.NO_ACTION),
    ("adclsd: administratively", End.NO_ACTION),
    ("case noted", End.NO_ACTION),
)
_PREFIX = "Case Closed"
_EMPTY_REASONS = frozenset({"", ":", "-", "Case Resolved", "Case Resolved  -"})


@dataclass(frozen=True, slots=True)
class Case:
    """One request of the file, its times in UTC. `type` and `reason` are the city's names for its category."""

    number: str
    type: str
    reason: str
    title: str
    department: str
    queue: str
    lat: float
    lon: float
    address: str
    neighborhood: str
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    end: End | None
    closing_words: str
    on_time: bool | None


def read_case(row: Mapping[str, str]) -> Case:
    """A row as a case; `UnusableRowError` with the reason when it cannot be one."""
    number, kind = row["CASE_ENQUIRY_ID"].strip(), row["TYPE"].strip()
    if not number:
        raise UnusableRowError("It has no number.")
    if not kind:
        raise UnusableRowError("It has no type.")
    opened = _moment(row["OPEN_DT"], "opening")
    if opened is None:
        raise UnusableRowError("It has no opening time.")
    due = _moment(row["TARGET_DT"], "target")
    closed = _moment(row["CLOSED_DT"], "closing")
    if due is not None and due < opened:
        raise UnusableRowError("Its target is before its opening.")
    if closed is not None and closed < opened:
        if opened - closed > CLOCKS_APART:
            raise UnusableRowError("It was closed before it was opened.")
        closed = opened
    _check_status(row["CASE_STATUS"], closed)
    lat, lon = _point(row)
    reason = row["CLOSURE_REASON"].strip()
    return Case(
        number=number,
        type=kind,
        reason=row["REASON"].strip(),
        title=row["CASE_TITLE"].strip(),
        department=row["Department"].strip(),
        queue=row["QUEUE"].strip(),
        lat=lat,
        lon=lon,
        address=_address(row["Location"]),
        neighborhood=row["neighborhood"].strip(),
        opened_at=opened,
        due_at=due,
        closed_at=closed,
        end=_end(reason) if closed else None,
        closing_words=_words(reason),
        on_time={"ONTIME": True, "OVERDUE": False}.get(row["OnTime_Status"].strip()),
    )


def is_on_time(case: Case, at: datetime) -> bool | None:
    """Our own verdict at the moment `at`: was the case closed by its target, or may it still be? None: no target."""
    if case.due_at is None:
        return None
    return (case.closed_at or at) <= case.due_at


def says_duplicate(case: Case) -> bool:
    """True when the city closed it with words about a duplicate, whatever ground it ticked."""
    return "dup" in case.closing_words.lower()


def original_of(case: Case) -> str | None:
    """The number of the case that the city named when it closed this one as a duplicate; None where it named none."""
    if not says_duplicate(case):
        return None
    words = _CLOSED_ON.sub("", case.closing_words)
    named = (_ALL_NUMBERS_BEGIN + found[1] for found in _NUMBER.finditer(words))
    return next((number for number in named if number != case.number), None)


def _moment(text: str, what: str) -> datetime | None:
    text = text.strip()
    if not text:
        return None
    found = _TIME.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        month, day, year, hour, minute, second = (int(part) for part in found.groups()[:6])
        hour = hour % 12 + (12 if found[7] == "PM" else 0)
        return datetime(year, month, day, hour, minute, second, tzinfo=ZONE).astimezone(UTC)
    except ValueError:
        raise UnusableRowError(f"Its {what} time cannot be read: {text[:40]}.") from None


def _check_status(status: str, closed: datetime | None) -> None:
    if status not in {"Open", "Closed"}:
        raise UnusableRowError(f"Its status is unknown: {status[:40]}.")
    if (status == "Closed") != (closed is not None):
        raise UnusableRowError(f"It is {status.lower()}, but its closing time says otherwise.")


def _point(row: Mapping[str, str]) -> tuple[float, float]:
    try:
        lat, lon = float(row["LATITUDE"]), float(row["LONGITUDE"])
    except ValueError:
        raise UnusableRowError("It has no place.") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise UnusableRowError("Its place is not on Earth.")
    return lat, lon


def _address(location: str) -> str:
    """ "33 Beacon St  Boston  MA  02108" → "33 Beacon St"; "INTERSECTION of A & B  Boston  MA" → "A & B"."""
    first = location.strip().split("  ", 1)[0]
    return first.removeprefix("INTERSECTION of ").removeprefix("INTERSECTION ").strip()


def _end(reason: str) -> End:
    folded = reason.lower()
    return next((end for sign, end in _ENDS if sign in folded), End.DONE)


def _words(reason: str) -> str:
    rest = reason.removeprefix(_PREFIX).strip()
    return "" if rest in _EMPTY_REASONS else rest[:2000]
