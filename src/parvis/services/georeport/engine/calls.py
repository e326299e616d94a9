"""Every call and each of its parameters, once: what reads them, what describes them to people and to programs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from parvis.services.georeport.rules import (
    DESCRIPTION_AT_MOST,
    METRES_AT_MOST,
    ROWS_AT_MOST,
    CallError,
    Status,
    listed_in,
    moment_in,
    number_in,
    status_named,
    whole_in,
    yes_in,
)

type Read = Callable[[str, str], Any]
PAGES_AT_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Form:
    """What a parameter looks like: its JSON Schema, and what reads it (name, text) or raises `CallError`."""

    schema: Mapping[str, Any]
    read: Read


def _text(most: int) -> Form:
    def read(name: str, text: str) -> str:
        if len(text) > most:
            raise CallError(400, f"{name} may have at most {most} characters.")
        return text

    return Form({"type": "string", "maxLength": most}, read)


def _number(least: float, most: float) -> Form:
    schema = {"type": "number", "minimum": least, "maximum": most}
    return Form(schema, lambda name, text: number_in(name, text, least, most))


def _whole(least: int, most: int) -> Form:
    schema = {"type": "integer", "minimum": least, "maximum": most}
    return Form(schema, lambda name, text: whole_in(name, text, least, most))


WORD = _text(120)
LINE = _text(300)
MOMENT = Form({"type": "string", "format": "date-time"}, moment_in)
LIST = Form({"type": "string"}, lambda name, text: listed_in(text))
YES_NO = Form({"type": "boolean"}, yes_in)
STATUS = Form({"type": "string", "enum": list(Status)}, lambda name, text: status_named(text))
LATITUDE, LONGITUDE = _number(-90, 90), _number(-180, 180)


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter; `many` may be given several times and is read as a tuple."""

    name: str
    form: Form
    words: str
    required: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its method, its path without the form at its end, what it does, what it takes and may answer.

    `answer` is the outermost element; `errors` are the statuses beside 400 and 404 that it knows.
    """

    method: str
    path: str
    words: str
    params: tuple[Param, ...]
    answer: str
    errors: tuple[int, ...] = ()
    forms: tuple[str, ...] = ("json", "xml")


JURISDICTION = Param(
    "jurisdiction_id", WORD, "This city; may be left out, because there is no other one here."
)
_KEY = Param("api_key", WORD, "The key of your program.")
_WHERE = (
    Param("lat", LATITUDE, "Degrees north (WGS 84), together with long."),
    Param("long", LONGITUDE, "Degrees east (WGS 84), together with lat."),
)
_DAYS = (
    Param("start_date", MOMENT, "Not before this moment. At most 90 days before end_date."),
    Param("end_date", MOMENT, "Not after this moment."),
)
_PAGES = (
    Param("page", _whole(1, PAGES_AT_MOST), "Which page, from 1."),
    Param("page_size", _whole(1, ROWS_AT_MOST), f"How many on a page, at most {ROWS_AT_MOST}."),
)
_FILTERS = (
    JURISDICTION,
    Param(
        "service_request_id",
        LIST,
        "These requests, separated by commas; all other parameters then count for nothing.",
    ),
    Param("service_code", LIST, "Requests of these services, separated by commas."),
    *_DAYS,
    Param("status", LIST, "open, closed, or both separated by a comma."),
    Param("agency_responsible", LIST, "Requests with these offices, separated by commas."),
    *_WHERE,
    Param("radius", _number(1, METRES_AT_MOST), "Metres around lat and long; 500 where it is not given."),
    Param("lat_sw", LATITUDE, "South-western corner of a rectangle; all four together."),
    Param("long_sw", LONGITUDE, "South-western corner of a rectangle."),
    Param("lat_ne", LATITUDE, "North-eastern corner of a rectangle."),
    Param("long_ne", LONGITUDE, "North-eastern corner of a rectangle."),
    Param("has_photo", YES_NO, "true: only requests with a photograph."),
)
_EXTENSIONS = Param("extensions", YES_NO, "true adds attributes, extended_attributes and notes.")
_MEDIA = Param("media_url", _text(500), "Address of a photograph; may be given several times.", many=True)
_PEOPLE = (
    Param("email", _text(254), "The reporter's address. They confirm it before the request is published."),
    Param("first_name", LINE, "Taken and not kept."),
    Param("last_name", LINE, "Taken and not kept."),
    Param("phone", LINE, "Taken and not kept."),
)

DISCOVERY = Call("GET", "discovery", "What this endpoint is and understands.", (), "discovery")
SERVICES = Call(
    "GET",
    "services",
    "What can be reported; with lat and long, what can be reported there.",
    (JURISDICTION, *_WHERE),
    "services",
)
DEFINITION = Call(
    "GET", "services/{service_code}", "The questions of one service.", (JURISDICTION,), "service_definition"
)
SEND = Call(
    "POST",
    "requests",
    "Report something. The place is lat and long, or address_string, or address_id.",
    (
        _KEY,
        JURISDICTION,
        Param("service_code", WORD, "What it is; see services.", required=True),
        *_WHERE,
        Param("address_string", LINE, "The place in words."),
        Param("address_id", LINE, "The place by the number that the city gave it."),
        Param("description", _text(DESCRIPTION_AT_MOST), "In the reporter's words. Everyone can read it."),
        *_PEOPLE,
        Param("device_id", LINE, "Taken and not kept."),
        Param("account_id", LINE, "Taken and not kept."),
        _MEDIA,
    ),
    "service_requests",
    (403, 429),
)
TOKEN = Call(
    "GET",
    "tokens/{token}",
    "The number of a request that waited for its address; empty while it waits.",
    (JURISDICTION,),
    "service_requests",
)
REQUESTS = Call(
    "GET", "requests", "Public requests, newest first.", (*_FILTERS, *_PAGES, _EXTENSIONS), "service_requests"
)
BULK = Call(
    "GET",
    "requests",
    "All of them as one table (GeoReport Bulk); without dates, of all times.",
    _FILTERS,
    "csv",
    forms=("csv",),
)
REQUEST = Call(
    "GET", "requests/{service_request_id}", "One request.", (JURISDICTION, _EXTENSIONS), "service_requests"
)
NEWS = Call(
    "GET",
    "servicerequestupdates",
    "What offices did with requests, oldest first.",
    (JURISDICTION, *_DAYS, *_PAGES),
    "service_request_updates",
)
TELL = Call(
    "POST",
    "servicerequestupdates",
    "Pass on what your readers say about a request.",
    (
        _KEY,
        JURISDICTION,
        Param("service_request_id", WORD, "Which request.", required=True),
        Param("update_id", WORD, "Your own number; twice the same counts once.", required=True),
        Param(
            "status", STATUS, "FIXED: they find it fixed. OPEN or REOPEN: it is still there.", required=True
        ),
        Param("updated_datetime", MOMENT, "When they said so.", required=True),
        Param("description", _text(DESCRIPTION_AT_MOST), "Their words. Everyone can read them."),
        Param("service_code", WORD, "Taken and not needed."),
        *_PEOPLE,
        _MEDIA,
    ),
    "service_request_updates",
    (403, 429),
)
CALLS = (DISCOVERY, SERVICES, DEFINITION, SEND, TOKEN, REQUESTS, BULK, REQUEST, NEWS, TELL)


@dataclass(frozen=True, slots=True)
class Given:
    """The parameters of a call as they were read; what is missing is None, `many` are tuples."""

    values: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)


def read(call: Call, given: Mapping[str, list[str]]) -> Given:
    """The parameters of a call. An empty one counts as not given; unknown ones are left aside, as the standard does.

    `CallError` (400) says which is missing or cannot be read.
    """
    values: dict[str, Any] = {}
    for param in call.params:
        texts = [text for text in (each.strip() for each in given.get(param.name, [])) if text]
        if any("\0" in text for text in texts):
            raise CallError(400, f"There is a NUL in {param.name}.")
        if not texts:
            if param.required:
                raise CallError(400, f"{param.name} was not given.")
            continue
        found = [param.form.read(param.name, text) for text in texts]
        values[param.name] = tuple(found) if param.many else found[-1]
    return Given(values)
