"""A small city to play reports in: two neighbourhoods, three offices, four categories."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.places.actions import KnownName, learn_names, load_city
from parvis.kernel.places.models import Area
from parvis.kernel.places.rules import NameKind
from parvis.kernel.promises.models import Calendar
from parvis.kernel.testing.cast import office, open_services
from parvis.services.reports.actions.opening import NewReport, open_report
from parvis.services.reports.actions.setup import Family, Kind, keep_category, keep_group, keep_route
from parvis.services.reports.models import Category, Report

HERE = (42.355, -71.065)
WEST = (42.355, -71.075)
OUTSIDE = (42.9, -71.0)
ROUND_THE_CLOCK = {day: [["00:00", "00:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
LIGHTS = Family("lights", {"en": "Lights", "ar": "إنارة"}, "lightbulb")
OTHER = Family("other", {"en": "Other", "ar": "أخرى"}, position=9)
QUESTIONS = (
    {
        "name": "how_many",
        "kind": "choice",
        "required": True,
        "labels": {"en": "How many lights?", "ar": "كم مصباحاً؟"},
        "choices": {"one": {"en": "One", "ar": "واحد"}, "several": {"en": "Several", "ar": "عدة"}},
    },
)
STREET_LIGHT = Kind(
    slug="street-light",
    names={"en": "Street light is out", "fr": "Lampadaire éteint", "ar": "عمود إنارة مطفأ"},
    group=LIGHTS,
    words={"en": "lamp dark", "fr": "réverbère", "ar": "مصباح ظلام"},
    questions=QUESTIONS,
    promise_minutes=1440,
)


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands on it."""

    lighting: Organisation
    parks: Organisation
    desk: Organisation
    light: Category
    tree: Category
    housing: Category
    danger: Category
    east: Area
    west: Area


def square(name: str, west: float, east: float) -> dict[str, Any]:
    """A neighbourhood between two meridians."""
    ring = [[west, 42.35], [east, 42.35], [east, 42.36], [west, 42.36], [west, 42.35]]
    return {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def build() -> Stage:
    """Everything in place, the service open."""
    features = [square("East Side", -71.07, -71.06), square("West Side", -71.08, -71.07)]
    load_city(
        {"type": "FeatureCollection", "features": features}, {"en": "Boston"}, valid_from=date(2013, 1, 1)
    )
    learn_names(
        [
            KnownName("Beacon Street", *HERE, kind=NameKind.STREET),
            KnownName("Elm Street", 42.3551, -71.0651, kind=NameKind.STREET, subject="elm-1"),
            KnownName("Elm Avenue", 42.3581, -71.0681, kind=NameKind.STREET, subject="elm-2"),
        ],
        source="test",
    )
    desk = office("city-desk", "City Desk", is_public_desk=True)
    lighting, parks = office("street-lighting", "Street Lighting"), office("parks", "Parks")
    for each in (desk, lighting, parks):
        Calendar.objects.get_or_create(
            organisation=each, defaults={"week": ROUND_THE_CLOCK, "keeps_public_holidays": False}
        )
    lights, other = keep_group(LIGHTS), keep_group(OTHER)
    light = keep_category(STREET_LIGHT, lights)
    tree = keep_category(Kind("tree", {"en": "Tree needs care"}, OTHER, promise_minutes=2880), other)
    housing = keep_category(
        Kind("housing", {"en": "My home is not fit to live in"}, OTHER, is_private=True), other
    )
    danger = keep_category(
        Kind("danger", {"en": "Danger to life"}, OTHER, urgent={"en": "Call 911 now."}), other
    )
    keep_route(lighting, light)
    keep_route(parks, tree)
    keep_route(desk)
    open_services(desk)
    areas = {area.slug: area for area in Area.objects.filter(kind="neighbourhood").order_by("slug")}
    return Stage(lighting, parks, desk, light, tree, housing, danger, areas["east-side"], areas["west-side"])


def reported(stage: Stage, author: Person | None = None, **details: Any) -> Report:
    """An open report of a dark street light."""
    given = {"category": stage.light, "lat": HERE[0], "lon": HERE[1], "words": "It is dark.", **details}
    return open_report(NewReport(author=author, **given))


def photo(name: str = "lamp.jpg", size: tuple[int, int] = (64, 48)) -> SimpleUploadedFile:
    """A real, small photograph."""
    drawn = BytesIO()
    Image.new("RGB", size, "navy").save(drawn, "JPEG")
    return SimpleUploadedFile(name, drawn.getvalue(), content_type="image/jpeg")
