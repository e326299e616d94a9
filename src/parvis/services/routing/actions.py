"""The only writers of routing: somebody proposes a change, somebody decides it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.control.actions import Deed
from parvis.kernel.control.actions import decide as decide_in_public
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.places.actions import UnusableGeoJSONError, areas_in, load_areas
from parvis.kernel.places.models import Area
from parvis.services.reports.contracts import Rule, drop_line, keep_line, routes
from parvis.services.routing.models import Change
from parvis.services.routing.policies import may_decide
from parvis.services.routing.queries import changed, line_of, preview


def propose_line(by: Person, line: Rule, *, gone: bool = False) -> Change:
    """Propose a line of the table, or with `gone` to take it away. Nothing changes until it is decided."""
    require(may_decide(by))
    table = routes()
    if gone and line.is_for_everything:
        raise RefusedError(_("The line for everything stays: without it, some reports would have nobody."))
    what = {
        "office": "" if gone else line.office,
        "area": line.area,
        "category": line.category,
        "group": line.group,
    }
    change = Change(kind=Change.Kind.LINE, what=what, proposed_by=by)
    if set(changed(table, change)) == set(table):
        raise RefusedError(_("This is so already. Choose another office, area or category."))
    change.save()
    return change


def propose_boundaries(by: Person, geojson: dict[str, Any], valid_from: date) -> Change:
    """Propose other boundaries of neighbourhoods from a day on, which cannot lie in the past."""
    require(may_decide(by))
    if valid_from < localdate(now()):
        raise RefusedError(
            _("Boundaries cannot change in the past: what happened keeps the area of its day.")
        )
    try:
        if not areas_in(geojson):
            raise RefusedError(_("There are no areas in this file."))
    except UnusableGeoJSONError as broken:
        raise RefusedError(str(broken)) from broken
    change = Change(kind=Change.Kind.BOUNDARIES, what=geojson, valid_from=valid_from, proposed_by=by)
    change.save()
    return change


def decide(change_id: int, by: Person, reason: str) -> Change:
    """Make the change, with a reason that everybody reads. What it would have moved is kept with it; done once."""
    with transaction.atomic():
        change = _waiting(change_id, by)
        if change.decided_at is not None:
            return change
        found = preview(change)
        act = decide_in_public(_deed(change, reason), by, first=change.proposed_by)
        _make(change)
        change.moved = [[m.before, m.after, m.reports, m.underway] for m in found.offices]
        change.reason, change.decided_by, change.decided_at = act.reason, by, now()
        change.save()
    return change


def drop(change_id: int, by: Person) -> None:
    """Take a proposal back. What was decided stays."""
    with transaction.atomic():
        change = _waiting(change_id, by)
        if change.decided_at is None:
            change.delete()


def forget_official(leaving: Leaving) -> None:
    """What was decided stays, without saying who decided it."""
    Change.objects.filter(leaving.whose(person="proposed_by")).update(proposed_by=None)
    Change.objects.filter(leaving.whose(person="decided_by")).update(decided_by=None)


def _deed(change: Change, reason: str) -> Deed:
    if change.kind == Change.Kind.BOUNDARIES:
        first_day = change.valid_from.isoformat() if change.valid_from else None
        changes = [("valid_from", None, first_day)]
        return Deed("routing.table.boundaries_moved", change.subject, reason, changes)
    line = line_of(change)
    before = next((rule.office for rule in routes() if rule.case == line.case), "")
    return Deed("routing.table.line_changed", change.subject, reason, [("office", before, line.office)])


def _waiting(change_id: int, by: Person) -> Change:
    require(may_decide(by))
    change = Change.objects.select_for_update(of=("self",)).filter(pk=change_id).first()
    if change is None:
        raise RefusedError(_("Somebody was faster: this proposal is gone."))
    return change


def _make(change: Change) -> None:
    if change.kind == Change.Kind.LINE:
        line = line_of(change)
        if line.office:
            keep_line(line)
        else:
            drop_line(line)
        return
    city = Area.objects.filter(kind=Area.Kind.CITY, valid_until=None).order_by("pk").first()
    first_day = max(change.valid_from or localdate(now()), localdate(now()))
    load_areas(change.what, Area.Kind.NEIGHBOURHOOD, city, valid_from=first_day, source=change.subject)
