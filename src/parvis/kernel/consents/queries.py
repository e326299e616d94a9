"""Reads of consents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from parvis.kernel.consents.models import Consent
from parvis.kernel.consents.registry import all_purposes, purpose_named
from parvis.kernel.consents.rules import Purpose
from parvis.kernel.people.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """A purpose as its person sees it: the consent that holds, or one to former words, or none; and what was before."""

    purpose: Purpose
    consent: Consent | None
    before: tuple[Consent, ...]

    @property
    def holds(self) -> bool:
        """Whether the city may."""
        return self.consent is not None and self.consent.version == self.purpose.version

    @property
    def words_changed(self) -> bool:
        """Whether the last that they said was a yes to other words than today's."""
        last = self.consent or next(iter(self.before), None)
        return last is not None and not self.holds and last.withdrawn_by_way == ""


@dataclass(frozen=True, slots=True)
class Figures:
    """How many say yes to a purpose today, and how many gave or withdrew it since a moment."""

    purpose: Purpose
    hold: int
    given: int
    withdrawn: int


def consenting(name: str) -> QuerySet[Consent, Any]:
    """The people (their numbers) who say yes to a purpose today; to be used within another question."""
    version = purpose_named(name).version
    rows = Consent.objects.filter(purpose=name, version=version, withdrawn_at=None).order_by()
    return rows.values("person")


def former_consents() -> list[tuple[int, str]]:
    """Whose yes to which purpose was said to words of a former version, and was not ended yet."""
    holding = Consent.objects.filter(withdrawn_at=None).order_by("pk")
    return [
        (person, purpose.name)
        for purpose in all_purposes()
        if purpose.version > 1
        for person in holding.filter(purpose=purpose.name, version__lt=purpose.version).values_list(
            "person", flat=True
        )
    ]


def is_given(person_id: int, name: str) -> bool:
    """Whether somebody says yes to a purpose today."""
    version = purpose_named(name).version
    return Consent.objects.filter(person=person_id, purpose=name, version=version, withdrawn_at=None).exists()


def lines_of(person: Person) -> list[Line]:
    """Every purpose, and what somebody said to it; one question."""
    rows: dict[str, list[Consent]] = {}
    for each in Consent.objects.filter(person=person):
        rows.setdefault(each.purpose, []).append(each)
    return [_line(purpose, rows.get(purpose.name, ())) for purpose in all_purposes()]


def figures(since: datetime) -> list[Figures]:
    """Counts by purpose: nobody is in them."""
    counted = (
        Consent.objects.order_by()
        .values("purpose")
        .annotate(
            hold=Count("pk", filter=Q(withdrawn_at=None)),
            given=Count("pk", filter=Q(given_at__gte=since)),
            withdrawn=Count("pk", filter=Q(withdrawn_at__gte=since) & ~Q(withdrawn_by_way="")),
        )
    )
    found = {
        row["purpose"]: (row["hold"], row["given"], row["withdrawn"]) for row in counted.order_by("purpose")
    }
    return [Figures(purpose, *found.get(purpose.name, (0, 0, 0))) for purpose in all_purposes()]


def _line(purpose: Purpose, rows: Iterable[Consent]) -> Line:
    holding = next((each for each in rows if each.withdrawn_at is None), None)
    return Line(purpose, holding, tuple(each for each in rows if each.withdrawn_at))
