"""What neighbours may ask of reports."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from urllib.parse import urlencode

from django.urls import reverse

from parvis.kernel.people.models import Organisation
from parvis.kernel.places.index import areas_at_many
from parvis.services.reports.actions.bulk import KnownReport, Taken, take_over
from parvis.services.reports.actions.setup import Family, Kind, keep_category, keep_group
from parvis.services.reports.models import Category
from parvis.services.reports.queries.waits import Waited, waited
from parvis.services.reports.rules import Closing

__all__ = [
    "Closing",
    "Family",
    "ForeignReport",
    "Kind",
    "Taken",
    "UnknownSlugError",
    "Waited",
    "bring_in",
    "keep_kind",
    "known_kinds",
    "list_path",
    "names_of_kinds",
    "waited",
]

LOCATED_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class ForeignReport:
    """A report as another system kept it, offices and categories by their slugs. Times are aware, places degrees."""

    external_id: str
    category: str
    office: str
    lat: float
    lon: float
    opened_at: datetime
    due_at: datetime | None = None
    closed_at: datetime | None = None
    closing: Closing | None = None
    closing_words: str = ""
    address: str = ""
    words: str = ""


class UnknownSlugError(LookupError):
    """A report names an office or a category that this city does not have."""


def bring_in(reports: Iterable[ForeignReport]) -> Iterator[Taken]:
    """Take reports over, places found in bulk; yields the running count. Idempotent by `external_id`."""
    categories = {each.slug: each for each in Category.objects.order_by("pk")}
    offices = {each.slug: each for each in Organisation.objects.select_related("parent")}
    yield from take_over(_located(reports, categories, offices))


def known_kinds() -> set[str]:
    """The slugs of all categories."""
    return set(Category.objects.order_by("slug").values_list("slug", flat=True))


def names_of_kinds() -> dict[str, str]:
    """What all categories are called in the reader's language, by slug."""
    rows = Category.objects.only("slug", "names").order_by("slug")
    return {each.slug: str(each) for each in rows}


def list_path(category: str, *, area: str = "", days: int, underway: bool = False) -> str:
    """The page that lists the public reports of a category, opened in the last `days` (one of those the list knows)."""
    filters = {"category": category, "area": area, "age": days, "state": "underway" if underway else ""}
    return f"{reverse('reports:list')}?{urlencode({name: value for name, value in filters.items() if value})}"


def keep_kind(kind: Kind) -> None:
    """Make a category known, with its group, or bring it up to date."""
    keep_category(kind, keep_group(kind.group))


def _located(
    reports: Iterable[ForeignReport], categories: dict[str, Category], offices: dict[str, Organisation]
) -> Iterator[KnownReport]:
    for batch in batched(reports, LOCATED_AT_ONCE, strict=False):
        areas = areas_at_many([each.lat for each in batch], [each.lon for each in batch])
        for each, found in zip(batch, areas, strict=True):
            category = categories.get(each.category) or _new_kind(each.category, categories)
            office = offices.get(each.office)
            if category is None or office is None:
                raise UnknownSlugError(
                    f"{each.external_id}: category {each.category} of office {each.office}"
                )
            yield KnownReport(
                external_id=each.external_id,
                category=category,
                office=office,
                lat=each.lat,
                lon=each.lon,
                area_id=found.neighbourhood or found.city,
                opened_at=each.opened_at,
                due_at=each.due_at,
                closed_at=each.closed_at,
                closing=each.closing,
                closing_words=each.closing_words,
                address=each.address,
                words=each.words,
            )


def _new_kind(slug: str, known: dict[str, Category]) -> Category | None:
    """A category that was made while the reports were being read."""
    found = Category.objects.filter(slug=slug).first()
    if found:
        known[slug] = found
    return found
