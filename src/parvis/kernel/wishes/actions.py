"""Writes down what a person wants to hear, how soon, by which way, and when not."""

from collections.abc import Iterable

from django.db import transaction

from parvis.kernel.notices.actions import choose
from parvis.kernel.notices.channels import channels
from parvis.kernel.people.models import Person
from parvis.kernel.quiet.actions import keep_quiet
from parvis.kernel.quiet.rules import QuietHours
from parvis.kernel.wishes.queries import NEVER, Line


def choose_all(person: Person, lines: Iterable[Line], hours: QuietHours) -> None:
    """Remember all that a person chose at once: categories, ways and quiet hours."""
    with transaction.atomic():
        for line in lines:
            if line.pace == NEVER:
                choose(person, line.category, wanted=False)
            else:
                choose(person, line.category, wanted=True, pace=line.pace)
            for name in channels():
                choose(person, line.category, wanted=name in line.ways, channel=name)
        keep_quiet(person, hours)
