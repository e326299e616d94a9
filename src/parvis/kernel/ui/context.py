"""What every page knows of the house: city, languages, direction, theme, the ways to go."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info

from parvis.kernel.theme import City
from parvis.kernel.ui.appearance import THEMES, city_style, city_tokens, fingerprint
from parvis.kernel.ui.navigation import (
    Link,
    account_links,
    address,
    footer_links,
    office_links,
    question_links,
)


@dataclass(frozen=True, slots=True)
class Language:
    """A language that the house speaks, named in itself. `address` is this page in that language."""

    code: str
    name: str
    direction: str
    current: bool
    address: str


@dataclass(frozen=True, slots=True)
class House:
    """The frame of a page. Addresses are empty while no module provides them."""

    city: City
    greeting: str
    language: Language
    languages: list[Language]
    theme: str
    ground_by_day: str
    ground_by_night: str
    style_address: str
    questions: list[Link]
    footer: list[Link]
    account: list[Link]
    home: str
    me: str
    sign_in: str
    search: str
    office: str
    office_pages: list[Link]
    preferences: str
    here: str
    signed_in: bool


def house(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `house` in every template, worked out only when a template asks for it."""
    return {"house": SimpleLazyObject(lambda: house_of(request))}


def house_of(request: HttpRequest) -> House:
    """The frame for this reader on this page."""
    city: City = settings.CITY
    languages = _languages(request)
    current = next(each for each in languages if each.current)
    day, night = city_tokens(city)
    person = getattr(request, "user", None)
    signed_in = person is not None and person.is_authenticated
    style = city_style(city)
    return House(
        city=city,
        greeting=city.greeting.get(current.code, ""),
        language=current,
        languages=languages,
        theme=_theme(request, person.theme if person is not None and person.is_authenticated else ""),
        ground_by_day=day["ground"],
        ground_by_night=night["ground"],
        style_address=f"{address('ui:city_style')}?{fingerprint(style)}" if style else "",
        questions=question_links(request.path),
        footer=footer_links(),
        account=account_links(request.path) if signed_in else [],
        home=address("site:home", "/"),
        me=address("site:me"),
        sign_in=address("account_login"),
        search=address("site:search"),
        office=_office(request),
        office_pages=office_links(request.path) if signed_in else [],
        preferences=address("people:preferences"),
        here=_here(request, None),
        signed_in=signed_in,
    )


def _languages(request: HttpRequest) -> list[Language]:
    active = get_language() or settings.LANGUAGE_CODE
    known = dict(settings.LANGUAGES)
    if active not in known:
        active = settings.LANGUAGE_CODE
    return [
        Language(code, name, _direction(code), code == active, _here(request, code))
        for code, name in known.items()
    ]


def _direction(code: str) -> str:
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


def _here(request: HttpRequest, language: str | None) -> str:
    """This page without its language, or in another one."""
    asked = [(name, value) for name, values in request.GET.lists() for value in values if name != "language"]
    query = urlencode([*asked, ("language", language)] if language else asked)
    return f"{request.path}?{query}" if query else request.path


def _theme(request: HttpRequest, own: str) -> str:
    """The reader's choice of appearance, from their account or, for guests, a cookie."""
    chosen = own or request.COOKIES.get("parvis_theme", "")
    return chosen if chosen in THEMES else "system"


def _office(request: HttpRequest) -> str:
    person = getattr(request, "user", None)
    official = person is not None and person.is_authenticated and person.is_official()
    return address("office:home") if official else ""
