"""What can be reported: the categories, and the pages where a report of one begins or is listed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from parvis.kernel.catalogue.queries import service_of
from parvis.kernel.naming import in_reader_language
from parvis.kernel.places.index import areas_at
from parvis.services.reports.actions.setup import Kind, keep_category, keep_group
from parvis.services.reports.models import Category
from parvis.services.reports.queries.find import offered_categories
from parvis.services.reports.rules import Question


@dataclass(frozen=True, slots=True)
class Offered:
    """What residents can report, in the reader's language. `words` are what people call it; `promise_minutes` is
    working time, None where nothing is promised."""

    slug: str
    name: str
    group: str
    words: tuple[str, ...]
    questions: tuple[Question, ...]
    promise_minutes: int | None


def known_kinds() -> set[str]:
    """The slugs of all categories."""
    return set(Category.objects.order_by("slug").values_list("slug", flat=True))


def names_of_kinds() -> dict[str, str]:
    """What all categories are called in the reader's language, by slug."""
    rows = Category.objects.only("slug", "names").order_by("slug")
    return {each.slug: str(each) for each in rows}


def keep_kind(kind: Kind) -> None:
    """Make a category known, with its group, or bring it up to date."""
    keep_category(kind, keep_group(kind.group))


def offered(at: tuple[float, float] | None = None) -> list[Offered]:
    """What can be reported; with a latitude and longitude, what can be reported there: nothing outside the city."""
    if at is not None:
        areas = areas_at(*at)
        if not areas or service_of("reports", areas.neighbourhood) is None:
            return []
    return [
        Offered(
            slug=each.slug,
            name=str(each),
            group=str(each.group),
            words=tuple(in_reader_language(each.words).split()),
            questions=tuple(each.typed_questions()),
            promise_minutes=each.promise_minutes,
        )
        for each in offered_categories().filter(urgent={})
    ]


def targets_of_kinds() -> dict[str, int | None]:
    """How much working time is promised for each category, in minutes, by slug; None where nothing is."""
    return dict(Category.objects.order_by("slug").values_list("slug", "promise_minutes"))


def list_path(category: str, *, area: str = "", days: int, underway: bool = False) -> str:
    """The page that lists the public reports of a category, opened in the last `days` (one of those the list knows)."""
    filters = {"category": category, "area": area, "age": days, "state": "underway" if underway else ""}
    return f"{reverse('reports:list')}?{urlencode({name: value for name, value in filters.items() if value})}"


def start_path(kind: str = "", *, lat: float, lon: float, about: str = "") -> str:
    """The page that begins a report at a place, of a category where one is given, about a thing of another room."""
    given = {"kind": kind, "lat": lat, "lon": lon, "about": about}
    return f"{reverse('reports:start')}?{urlencode({name: value for name, value in given.items() if value})}"
