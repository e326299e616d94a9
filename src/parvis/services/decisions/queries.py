"""The register page by page, and as open data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy

from parvis.kernel.commons.dataset import CC0, Dataset, Field, Kind
from parvis.kernel.control.models import Act
from parvis.kernel.control.queries import Told, told
from parvis.kernel.control.rules import Weight
from parvis.kernel.people.models import Organisation

SHOWN_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for in the register; empty fields ask nothing. `office` is a slug, days are inclusive."""

    words: str = ""
    module: str = ""
    office: str = ""
    weight: str = Weight.RULE
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Lines of the register; `following` is the number that the next page begins before, None at the end."""

    lines: list[Told]
    following: int | None


def acts(search: Search) -> QuerySet[Act]:
    """The lines that fit, the newest first."""
    found = Act.objects.select_related("office", "person", "second").order_by("-pk")
    wanted = {"module": search.module, "office__slug": search.office, "weight": search.weight}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    if search.words:
        found = found.filter(weight=Weight.RULE, reason__icontains=search.words)
    if search.since:
        found = found.filter(at__gte=datetime.combine(search.since, time.min, tzinfo=settings.CITY.zone))
    if search.until:
        found = found.filter(at__lte=datetime.combine(search.until, time.max, tzinfo=settings.CITY.zone))
    return found


def page(search: Search, before: int | None = None) -> Page:
    """A page of what fits, the newest first; it costs what it shows, wherever in the register it stands."""
    found = acts(search)
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found[: SHOWN_AT_ONCE + 1])
    lines = told(rows[:SHOWN_AT_ONCE])
    return Page(lines, lines[-1].act.pk if len(rows) > SHOWN_AT_ONCE else None)


def signers(act: Act) -> list[str]:
    """Who signed, as far as the city names its officials."""
    return [str(each) for each in (act.person, act.second) if each] if act.is_named else []


def offices_that_decided() -> QuerySet[Organisation]:
    """The offices that stand in the register."""
    return Organisation.objects.filter(pk__in=Act.objects.order_by().values("office")).order_by("slug")


def _rows() -> Iterator[tuple[Any, ...]]:
    rows = Act.objects.filter(is_open=True).select_related("office").order_by("pk")
    for each in rows.iterator(chunk_size=2000):
        yield (
            each.public_id,
            each.at,
            each.verb,
            each.weight,
            each.subject,
            each.office.slug if each.office else None,
            (2 if each.second_id else 1) if each.office else 0,
            each.reason or None,
            "; ".join(f"{label}: {before} → {after}" for label, before, after in each.changes) or None,
        )


def _updated() -> datetime | None:
    found: datetime | None = Act.objects.aggregate(last=Max("at"))["last"]
    return found


DATASET = Dataset(
    slug="decisions",
    title=gettext_lazy("Decisions of the city"),
    description=gettext_lazy(
        "Each decision that only officials take: when, which office, why, what changed."
    ),
    safety=gettext_lazy("No names are in it; decisions about what is not public are left out."),
    licence=CC0,
    attribution=settings.CITY.name,
    fields=(
        Field("decision", Kind.TEXT, gettext_lazy("Its name in addresses: /decisions/…/")),
        Field("at", Kind.MOMENT, gettext_lazy("When it was taken.")),
        Field("verb", Kind.TEXT, gettext_lazy("What was done, as the journal calls it.")),
        Field(
            "weight", Kind.TEXT, gettext_lazy("rule: it counts for everybody; case: it is about one thing.")
        ),
        Field("subject", Kind.TEXT, gettext_lazy("What it is about, as the journal calls it.")),
        Field("office", Kind.TEXT, gettext_lazy("The office; empty where a rule of the city did it.")),
        Field("signatures", Kind.INTEGER, gettext_lazy("How many officials signed.")),
        Field("reason", Kind.TEXT, gettext_lazy("Why, in the words of who decided.")),
        Field("changes", Kind.TEXT, gettext_lazy("What it changed: each thing, before → after.")),
    ),
    rows=_rows,
    updated=_updated,
    keywords=("decisions", "transparency", "register"),
)
