"""What the city offers and knows, in the shapes of the protocol. Addresses are made absolute by the caller."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.kernel.naming import in_reader_language
from parvis.services.georeport.contracts import status_of
from parvis.services.reports.contracts import (
    Deed,
    Note,
    Offered,
    PublicReport,
    Question,
    State,
    deeds,
    notes_on,
    status_words,
)

type Absolute = Callable[[str], str]
type Shape = dict[str, Any]

_DATATYPES = {
    "text": "string",
    "number": "number",
    "yesno": "singlevaluelist",
    "choice": "singlevaluelist",
    "several": "multivaluelist",
    "moment": "datetime",
    "notice": "text",
}
BULK_COLUMNS = (
    *("service_request_id", "requested_datetime", "updated_datetime", "closed_date", "status_description"),
    *("status_notes", "source", "service_name", "service_subtype", "description", "agency_responsible"),
    *("address", "lat", "long"),
)


def service(offered: Offered) -> Shape:
    """One service of the list."""
    return {
        "service_code": offered.slug,
        "service_name": offered.name,
        "description": _promised(offered.promise_minutes),
        "metadata": bool(offered.questions),
        "type": "realtime",
        "keywords": ",".join(offered.words),
        "group": offered.group,
    }


def definition(offered: Offered) -> Shape:
    """The questions of a service."""
    attributes = [_attribute(order, question) for order, question in enumerate(offered.questions, 1)]
    return {"service_code": offered.slug, "attributes": attributes}


def requests(
    reports: Sequence[PublicReport], absolute: Absolute, *, extensions: bool, notices: bool = False
) -> list[Shape]:
    """Public requests. `extensions` adds what was answered, seen and said; `notices` the promise in words."""
    notes = notes_on([each.number for each in reports]) if extensions else {}
    shapes = []
    for report in reports:
        shape = _request(report, absolute)
        if notices:
            shape["service_notice"] = promise_notice(report.office, report.due_at)
        if extensions:
            shape |= _extensions(report, notes.get(report.number, ()), absolute)
        shapes.append(shape)
    return shapes


def news(since: datetime, until: datetime, start: int, most: int, absolute: Absolute) -> list[Shape]:
    """What offices did in a span of time, oldest first, as updates of requests."""
    return [_update(each, absolute) for each in deeds(since, until, start, most)]


def bulk_rows(reports: Iterable[PublicReport]) -> Iterator[tuple[Any, ...]]:
    """Rows of the bulk table; moments in the city's time."""
    for each in reports:
        yield (
            *(each.number, _when(each.opened_at), _when(each.updated_at), _when(each.closed_at)),
            *(_status(each), status_words(each), each.source, each.kind_name, each.group, each.words),
            *(each.office, each.address, each.lat, each.lon),
        )


def promise_notice(office: str, due_at: datetime | None) -> str | None:
    """Who answers, and by when."""
    if not office or due_at is None:
        return None
    day = date_format(localtime(due_at, settings.CITY.zone), "DATE_FORMAT")
    return _("%(office)s promised an answer by %(day)s.") % {"office": office, "day": day}


def _promised(minutes: int | None) -> str | None:
    if minutes is None:
        return None
    hours = max(1, round(minutes / 60))
    words = ngettext(
        "Answered within %(hours)s working hour.", "Answered within %(hours)s working hours.", hours
    )
    return words % {"hours": hours}


def _attribute(order: int, question: Question) -> Shape:
    shape = {
        "variable": question.kind != "notice",
        "code": question.name,
        "datatype": _DATATYPES[question.kind],
        "required": question.required,
        "datatype_description": None,
        "order": order,
        "description": in_reader_language(question.labels, question.name),
    }
    choices: Mapping[str, str] = {
        key: in_reader_language(labels, key) for key, labels in (question.choices or {}).items()
    }
    if question.kind == "yesno":
        choices = {"yes": _("Yes"), "no": _("No")}
    if choices:
        shape["values"] = [{"key": key, "name": name} for key, name in choices.items()]
    return shape


def _status(report: PublicReport) -> str:
    return "closed" if report.state is State.CLOSED else "open"


def _request(report: PublicReport, absolute: Absolute) -> Shape:
    return {
        "service_request_id": report.number,
        "status": _status(report),
        "status_notes": status_words(report) or None,
        "service_name": report.kind_name,
        "service_code": report.kind,
        "description": report.words or None,
        "agency_responsible": report.office or None,
        "service_notice": None,
        "requested_datetime": report.opened_at,
        "updated_datetime": report.updated_at,
        "expected_datetime": report.due_at,
        "address": report.address or None,
        "address_id": None,
        "zipcode": None,
        "lat": report.lat,
        "long": report.lon,
        "media_url": absolute(report.photos[0]) if report.photos else None,
    }


def _extensions(report: PublicReport, notes: Sequence[Note], absolute: Absolute) -> Shape:
    return {
        "attributes": [
            {"code": code, "value": ",".join(value) if isinstance(value, list) else str(value)}
            for code, value in report.answers.items()
        ],
        "extended_attributes": {
            "channel": report.source,
            "via": report.via or None,
            "area": report.area or None,
            "state": report.state.value,
            "closing": report.closing or None,
            "external_status_code": status_of(report.state, report.closing).value,
            "residents_say": report.finding,
            "closed_datetime": report.closed_at,
            "photos": [absolute(path) for path in report.photos],
            "photos_of_proof": [absolute(path) for path in report.proof],
        },
        "notes": [
            {
                "datetime": each.at,
                "description": each.words,
                "type": "answer" if each.office else "comment",
                "by": each.office or None,
            }
            for each in notes
        ],
    }


def _update(deed: Deed, absolute: Absolute) -> Shape:
    return {
        "update_id": str(deed.id),
        "service_request_id": deed.number,
        "service_code": deed.kind,
        "status": status_of(deed.state, deed.closing, deed.deed).value,
        "external_status_code": deed.closing or deed.state.value,
        "updated_datetime": deed.at,
        "description": deed.words,
        "media_url": absolute(deed.proof[0]) if deed.proof else None,
    }


def _when(moment: datetime | None) -> str:
    return localtime(moment, settings.CITY.zone).isoformat(timespec="seconds") if moment else ""
