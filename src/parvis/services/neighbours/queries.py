"""Reads of neighbours: what can be done now, what was done, and its open dataset."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.commons.dataset import CC0, Dataset, Field, Kind
from parvis.kernel.needs.registry import Where
from parvis.kernel.needs.rules import Need
from parvis.kernel.people.rules import Level
from parvis.kernel.places.rules import metres_between
from parvis.kernel.sheets.rules import Rung
from parvis.services.helping.contracts import Offer, last_judged, offers_at, tallies
from parvis.services.openings.contracts import open_to_neighbours
from parvis.services.reports.contracts import Unseen, unseen

SHOWN_AT_ONCE = 50
DAYS_TO_LOOK = 14
A_FEW_MINUTES = 15
type Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Near:
    """A job that can be taken; `metres` from where somebody asked, None where they did not say."""

    offer: Offer
    metres: int | None


def free_jobs(kind: str = "", area: str = "", near: Point | None = None) -> list[Near]:
    """What neighbours can do now, with a place left: the newest report first; near a point (2 km) the nearest first."""
    found = [each for each in offers_at(open_to_neighbours(kind, area, near)) if each.free]
    if near is None:
        return [Near(each, None) for each in found]
    away = [Near(each, round(metres_between(*near, each.work.lat, each.work.lon))) for each in found]
    return sorted(away, key=lambda each: (each.metres or 0, each.offer.work.id))


def needed(where: Where) -> Iterator[Need]:
    """What neighbours are needed for: jobs with a place left, and what is said to be done and nobody has looked at."""
    near = (where.lat, where.lon) if where.lat is not None and where.lon is not None else None
    offers = offers_at(open_to_neighbours("", where.area, near)[: where.most])
    yield from (_job(each) for each in offers if each.free)
    since = now() - timedelta(days=DAYS_TO_LOOK)
    yield from (_look(each) for each in unseen(area=where.area, near=near, since=since, most=where.most))


def _job(offer: Offer) -> Need:
    work, opening = offer.work, offer.opening
    return Need(
        subject=f"helping.offer:{work.id}",
        source="helping",
        title=gettext("Help with this: %(what)s") % {"what": offer.name},
        path=reverse("helping:offer", args=[work.id]),
        rung=Rung.MINUTE if opening.minutes <= A_FEW_MINUTES else Rung.HOUR,
        since=work.opened_at,
        lat=work.lat,
        lon=work.lon,
        area=work.area,
        place=work.address,
        minutes=opening.minutes,
        wanted=offer.free,
        level=opening.level,
    )


def _look(each: Unseen) -> Need:
    return Need(
        subject=each.subject,
        source="looking",
        title=gettext("Is it fixed? %(what)s") % {"what": each.kind},
        path=each.path,
        rung=Rung.TAP,
        since=each.closed_at,
        until=each.closed_at + timedelta(days=DAYS_TO_LOOK),
        lat=each.lat,
        lon=each.lon,
        area=each.area,
        place=each.address,
        minutes=1,
        level=Level.CONTACT_CONFIRMED,
    )


def _rows() -> Iterator[tuple[Any, ...]]:
    for each in tallies():
        jobs = (each.taken, each.proven, each.confirmed, each.refused)
        yield each.month, each.category, each.area or settings.CITY.slug, *jobs, each.given


DATASET = Dataset(
    slug="helping",
    title=_("What neighbours did"),
    description=_(
        "Jobs that neighbours took on, by month, kind and neighbourhood, and the minutes that were confirmed."
    ),
    safety=_("Only sums. Neither who helped nor whose report it was is in it."),
    licence=CC0,
    attribution=settings.CITY.name,
    fields=(
        Field("month", Kind.DAY, _("The first day of the month in which they were taken.")),
        Field("category", Kind.TEXT, _("What was reported.")),
        Field("area", Kind.TEXT, _("Neighbourhood, or the city where it lies in none.")),
        Field("taken", Kind.INTEGER, _("Jobs that somebody holds.")),
        Field("waiting", Kind.INTEGER, _("Jobs that wait for somebody to look.")),
        Field("done", Kind.INTEGER, _("Jobs of which somebody else said that they are done.")),
        Field("refused", Kind.INTEGER, _("Jobs of which somebody said that they are not done.")),
        Field("minutes", Kind.INTEGER, _("Minutes given, of those that are done.")),
    ),
    rows=_rows,
    updated=last_judged,
    keywords=("volunteering", "311"),
)
