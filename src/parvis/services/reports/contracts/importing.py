"""Reports that another system kept are brought in, many at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from parvis.kernel.people.models import Organisation
from parvis.kernel.places.index import areas_at_many
from parvis.services.reports.actions.bulk import KnownReport, Taken, take_over
from parvis.services.reports.models import Category
from parvis.services.reports.rules import Closing

LOCATED_AT_ONCE = 2000


class UnknownSlugError(LookupError):
    """A report names an office or a category that this city does not have."""


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


def bring_in(reports: Iterable[ForeignReport]) -> Iterator[Taken]:
    """Take reports over, places found in bulk; yields the running count. Idempotent by `external_id`."""
    categories = {each.slug: each for each in Category.objects.order_by("pk")}
    offices = {each.slug: each for each in Organisation.objects.select_related("parent")}
    yield from take_over(_located(reports, categories, offices))


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
