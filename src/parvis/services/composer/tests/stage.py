"""A service that could open: three officials, a whole sheet, a module that the house has."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from parvis.kernel.catalogue.actions import Draft, Step, compose, move
from parvis.kernel.catalogue.models import Service
from parvis.kernel.catalogue.rules import Stage
from parvis.kernel.clock import now
from parvis.kernel.control.actions import sign
from parvis.kernel.sheets.rules import ANSWERS, Sheet

MODULE = "composer"
LONG = "Because neighbours see it first, and the crews cannot be everywhere."
WHOLE = Sheet(
    names={"en": "Lanterns of the street"},
    words={"en": "Borrow a light for the way home."},
    answer_days=2,
    **dict.fromkeys(ANSWERS, LONG),
)


def composed(cast: Any, sheet: Sheet = WHOLE, **details: Any) -> Service:
    """A draft of Street Lighting, behind which the City Desk stands; Amina and Mona can answer."""
    made = (cast.amina, cast.mona, cast.dana)
    draft = Draft(cast.street_lighting, details.get("fallback", cast.city_desk), sheet)
    return compose(MODULE, details.get("area"), draft, made[1])


def piloted(cast: Any, service: Service) -> Service:
    """Tried out for a month."""
    step = Step(Stage.PILOT, "One street tries it out first.", localdate(now()) + timedelta(days=30))
    move(service.pk, step, cast.mona)
    return Service.objects.get(pk=service.pk)


def opened(cast: Any, service: Service) -> Service:
    """Open to everybody: Mona proposed it, Dana signed."""
    proposal = move(service.pk, Step(Stage.OPEN, "The street wants to keep it."), cast.mona)
    sign(proposal.pk, cast.dana)
    return Service.objects.get(pk=service.pk)
