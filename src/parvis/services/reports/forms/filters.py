"""What a list of reports is narrowed to, read from the address; and pages that do not count what they do not show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.places.models import Area
from parvis.kernel.places.queries import versions_of
from parvis.services.reports.models import Category, Report
from parvis.services.reports.queries.find import Filters
from parvis.services.reports.rules import UNDERWAY, Box, State

PAGE = 25
AGES = {
    "7": _("in the last week"),
    "30": _("in the last month"),
    "90": _("in the last 90 days"),
    "365": _("in the last year"),
}
STATES = {
    "underway": _("open"),
    "late": _("open and overdue"),
    "planned": _("planned"),
    "in_progress": _("being worked on"),
    "closed": _("closed"),
}
_STATES_OF: dict[str, tuple[str, ...]] = {
    "underway": UNDERWAY,
    "late": UNDERWAY,
    "planned": (State.PLANNED,),
    "in_progress": (State.IN_PROGRESS,),
    "closed": (State.CLOSED,),
}


class FilterForm(forms.Form):
    """Filters of the list, the map and the feed. What makes no sense is left out, never an error page."""

    area = forms.ModelChoiceField(
        Area.objects.filter(kind="neighbourhood", valid_until=None).only("slug", "names").order_by("slug"),
        label=_("Where"),
        to_field_name="slug",
        required=False,
        empty_label=_("everywhere"),
    )
    category = forms.ModelChoiceField(
        Category.objects.none(),
        label=_("What"),
        to_field_name="slug",
        required=False,
        empty_label=_("everything"),
    )
    state = forms.ChoiceField(label=_("State"), choices=[("", _("any")), *STATES.items()], required=False)
    age = forms.ChoiceField(
        label=_("Sent in"), choices=[("", _("at any time")), *AGES.items()], required=False
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        """A category that residents are not offered can be named in the address, and is then among the choices."""
        super().__init__(data, **options)
        named = (data or {}).get("category", "")
        fields: dict[str, Any] = self.fields
        fields["category"].queryset = Category.objects.filter(Q(is_offered=True) | Q(slug=named)).only(
            "slug", "names"
        )

    def filters(self) -> Filters:
        """The filters as asked for."""
        self.full_clean()
        chosen = self.cleaned_data
        area, category, state, age = (chosen.get(name) for name in ("area", "category", "state", "age"))
        return Filters(
            areas=versions_of(area.pk) if area else (),
            category=category.pk if category else None,
            states=_STATES_OF.get(state or "", ()),
            since=now() - timedelta(days=int(age)) if age else None,
            late_at=now() if state == "late" else None,
        )

    def box(self) -> Box | None:
        """The map's rectangle; None when it is missing or no rectangle."""
        try:
            west, south, east, north = (float(part) for part in str(self.data.get("box", "")).split(","))
        except ValueError:
            return None
        inside = -180 <= west < east <= 180 and -90 <= south < north <= 90
        return Box(south, west, north, east) if inside else None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, and whether there is more."""

    rows: list[Report]
    more: bool


def page_of(rows: QuerySet[Report], after: str, size: int = PAGE) -> Page:
    """The page that follows a cursor; from the start when the cursor makes no sense. Cost does not grow with depth."""
    cursor = _read(after)
    if cursor is not None:
        moment, pk = cursor
        rows = rows.filter(Q(opened_at__lt=moment) | Q(opened_at=moment, pk__lt=pk))
    found = list(rows[: size + 1])
    return Page(found[:size], len(found) > size)


def cursor_of(report: Report) -> str:
    """The cursor of what follows this report."""
    return f"{report.opened_at.isoformat() if report.opened_at else ''}_{report.pk}"


def _read(after: str) -> tuple[datetime, int] | None:
    moment, _sign, pk = after.rpartition("_")
    try:
        read: Any = datetime.fromisoformat(moment)
        return (read, int(pk)) if read.tzinfo else None
    except ValueError:
        return None
