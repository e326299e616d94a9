"""Calls that write: a new request, and news about one from another site."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.utils.translation import get_language

from parvis.kernel.files.actions import UnusableFileError, store_photo
from parvis.kernel.places.search import search, whole_subject
from parvis.kernel.programs.actions import admit
from parvis.services.georeport.contracts import Body, CallError, Given
from parvis.services.open311.actions import News, receive, receive_news
from parvis.services.open311.queries import promise_notice
from parvis.services.open311.rules import NEWS, SEND, VOUCH
from parvis.services.open311.views.reading import TOKENS
from parvis.services.reports.contracts import PHOTO_PURPOSE, PHOTOS_AT_MOST, Offered, Question, Sent, offered

# FixMyStreet sends its own number along and sends again when no answer came; so may anybody.
ITS_OWN_NUMBER = "fixmystreet_id"
_ATTRIBUTE = re.compile(r"^attribute\[([^\[\]]{1,80})\](\[\])?$")


def send(request: HttpRequest, given: Given) -> Body:
    """Open a request; gives its number or, while its address waits to be confirmed, a token."""
    program = admit(given["api_key"] or "", SEND)
    kind = _kind(given["service_code"])
    lat, lon, address = _place(given)
    attributes = _attributes(request)
    own_number = (attributes.get(ITS_OWN_NUMBER) or [""])[-1]
    vouches = VOUCH in program.scopes
    sent = Sent(
        kind=kind.slug,
        lat=lat,
        lon=lon,
        via=program.name,
        words=given["description"] or "",
        address=address,
        answers=_answers(kind.questions, attributes),
        photos=tuple(_stored(request)),
        email="" if vouches else _email(given["email"] or ""),
        language=get_language() or "",
    )
    pictures = list(dict.fromkeys(given["media_url"] or ()))[:PHOTOS_AT_MOST]
    receipt = receive(program, sent, request.headers.get("Idempotency-Key", own_number), pictures)
    if receipt.number is None:
        return Body("service_requests", [{"token": TOKENS.sign(receipt.id)}])
    notice = promise_notice(receipt.office, receipt.due_at)
    return Body(
        "service_requests",
        [{"service_request_id": receipt.number, "service_notice": notice, "account_id": None}],
    )


def tell(request: HttpRequest, given: Given) -> Body:
    """Take in what another site's readers say."""
    program = admit(given["api_key"] or "", NEWS)
    news = News(
        id=given["update_id"],
        number=given["service_request_id"],
        status=given["status"],
        at=given["updated_datetime"],
        words=given["description"] or "",
    )
    return Body("service_request_updates", [{"update_id": receive_news(program, news)}])


def _kind(code: str) -> Offered:
    for each in offered():
        if each.slug == code:
            return each
    raise CallError(404, "There is no service of that service_code. See services.")


def _place(given: Given) -> tuple[float, float, str]:
    """Latitude, longitude and the place in words; the first of the three ways that is given."""
    lat, lon, text = given["lat"], given["long"], given["address_string"] or ""
    if lat is not None and lon is not None:
        return lat, lon, text[:200]
    if lat is not None or lon is not None:
        raise CallError(400, "lat and long belong together.")
    if text:
        found = search(text, limit=1)
        if not found:
            raise CallError(
                400, "address_string is not known here. Send lat and long, or the name of a street."
            )
    elif given["address_id"]:
        found = whole_subject(given["address_id"])
        if not found:
            raise CallError(400, "address_id is not known here. Send lat and long, or an address_string.")
    else:
        raise CallError(400, "The place is missing: lat and long, or address_string, or address_id.")
    return found[0].lat, found[0].lon, found[0].text


def _attributes(request: HttpRequest) -> dict[str, list[str]]:
    """`attribute[CODE]=v` and `attribute[CODE][]=v1`, with what is empty left out."""
    found: dict[str, list[str]] = {}
    for name, values in request.POST.lists():
        match = _ATTRIBUTE.match(name)
        if match:
            found.setdefault(match[1], []).extend(value for value in values if value and "\0" not in value)
    return found


def _answers(questions: Iterable[Question], attributes: dict[str, list[str]]) -> dict[str, Any]:
    """The answers to the questions that are asked; other attributes are for other systems and stay unread."""
    answers: dict[str, Any] = {}
    for question in questions:
        given = attributes.get(question.name)
        if not given:
            continue
        last = given[-1]
        if question.kind == "several":
            answers[question.name] = [part for value in given for part in value.split(",") if part]
        elif question.kind == "number":
            answers[question.name] = (
                int(last) if last.isascii() and last.isdigit() and len(last) < 10 else last
            )
        else:
            answers[question.name] = last
    return answers


def _email(text: str) -> str:
    if text:
        try:
            validate_email(text)
        except ValidationError:
            raise CallError(400, "email is not an address.") from None
    return text


def _stored(request: HttpRequest) -> Iterable[str]:
    """Photographs that came with the call, whatever their fields are called."""
    files = [file for name in request.FILES for file in request.FILES.getlist(name)]
    if len(files) > PHOTOS_AT_MOST:
        raise CallError(400, f"Send at most {PHOTOS_AT_MOST} photographs.")
    for file in files:
        try:
            yield store_photo(file, None, PHOTO_PURPOSE).public_id
        except UnusableFileError as unusable:
            raise CallError(400, str(unusable)) from unusable
