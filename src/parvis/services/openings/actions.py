"""The only writers of openings: an official opens work to neighbours, pauses it, ends it."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.control.actions import Deed, checked_reason
from parvis.kernel.control.actions import decide as decide_in_public
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.signs import without_turns
from parvis.services.openings.models import Opening
from parvis.services.openings.policies import may_decide, may_open
from parvis.services.openings.queries import office_of
from parvis.services.reports.contracts import offered

_VERBS = {
    Opening.Stage.OPEN: "opened",
    Opening.Stage.PAUSED: "paused",
    Opening.Stage.ENDED: "ended",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What an official wants to open; texts in the language that they read."""

    category: str
    area: str
    instructions: str
    safety: str
    needs: str
    people: int
    minutes: int
    days: int
    level: int
    at_once: int
    reason: str


def open_help(by: Person, wish: Wish) -> Opening:
    """Open a category to neighbours; once more for the same place changes it, texts in this language only."""
    require(may_open(by))
    require(may_decide(by, office_of(wish.category, wish.area)))
    if wish.category not in {each.slug for each in offered()}:
        raise RefusedError(
            _("Neighbours cannot be asked to do this: it is urgent, or nobody can report it now.")
        )
    language = get_language() or ""
    with transaction.atomic():
        standing = Opening.objects.select_for_update(of=("self",)).exclude(stage=Opening.Stage.ENDED)
        opening = standing.filter(category=wish.category, area=wish.area).first()
        opening = opening or Opening(category=wish.category, area=wish.area, instructions={}, safety={})
        for name in ("instructions", "safety", "needs"):
            getattr(opening, name)[language] = without_turns(getattr(wish, name))
        for name in ("people", "minutes", "days", "level", "at_once"):
            setattr(opening, name, getattr(wish, name))
        _decide(opening, by, wish.reason, Opening.Stage.OPEN)
    return opening


def set_stage(opening_id: int, by: Person, stage: Opening.Stage, reason: str) -> Opening:
    """Pause it, end it or go on, with a reason in public. Who took a job goes on with it."""
    require(may_open(by))
    with transaction.atomic():
        opening = Opening.objects.select_for_update(of=("self",)).get(pk=opening_id)
        require(may_decide(by, office_of(opening.category, opening.area)))
        if opening.stage == Opening.Stage.ENDED:
            raise RefusedError(_("This was ended. Open it anew."))
        _decide(opening, by, reason, stage)
    return opening


def forget_official(leaving: Leaving) -> None:
    """What was decided stays, without saying who decided it."""
    Opening.objects.filter(leaving.whose(person="decided_by")).update(decided_by=None)


def _decide(opening: Opening, by: Person, reason: str, stage: Opening.Stage) -> None:
    before = Opening.objects.filter(pk=opening.pk).values_list("stage", flat=True).first()
    opening.stage, opening.reason = stage, checked_reason(reason)
    opening.decided_by, opening.decided_at = by, now()
    try:
        opening.save()
    except IntegrityError as twice:
        raise RefusedError(_("Somebody was faster: this is open already.")) from twice
    deed = Deed(
        f"openings.opening.{_VERBS[stage]}",
        opening.subject,
        opening.reason,
        changes=[("stage", before, stage.value)],
        data={"category": opening.category},
    )
    decide_in_public(deed, by)
