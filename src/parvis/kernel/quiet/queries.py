"""Reads of quiet hours."""

from collections.abc import Iterable

from parvis.kernel.quiet.models import Wish
from parvis.kernel.quiet.rules import UNASKED, QuietHours


def chosen_by(people: Iterable[int]) -> dict[int, QuietHours]:
    """The quiet hours of those among these people who chose some."""
    return {wish.person_id: wish.hours for wish in Wish.objects.filter(person_id__in=people).order_by("pk")}


def hours_of(person_id: int) -> QuietHours:
    """What this person chose, or what holds unasked."""
    return chosen_by([person_id]).get(person_id, UNASKED)
