"""Reads of absences."""

from datetime import datetime

from django.db.models import QuerySet

from parvis.kernel.absences.models import Absence
from parvis.kernel.permissions.verdict import AbsentError


def away_at(moment: datetime) -> frozenset[int]:
    """The ids of the offices that do not answer at that moment."""
    return frozenset(running_at(moment).order_by("pk").values_list("office_id", flat=True))


def running_at(moment: datetime) -> QuerySet[Absence]:
    """The absences that run at that moment."""
    return Absence.objects.filter(since__lte=moment, until__gt=moment, returned_at=None)


def to_hand_over(moment: datetime) -> QuerySet[Absence]:
    """Absences that run and whose promises lie still with the office."""
    return running_at(moment).filter(handed_at=None).order_by("pk")


def to_give_back(moment: datetime) -> QuerySet[Absence]:
    """Absences that are over and whose promises lie still with others."""
    return Absence.objects.filter(until__lte=moment, returned_at=None).order_by("pk")


def standing() -> QuerySet[Absence]:
    """Absences that run or are announced, the nearest first."""
    return Absence.objects.filter(returned_at=None).select_related("office").order_by("since", "pk")


def absence_numbered(number: int) -> Absence:
    """One that runs or is announced; `AbsentError` where there is none."""
    found = standing().filter(pk=number).first()
    if found is None:
        raise AbsentError
    return found
