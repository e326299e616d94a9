"""Reads of programs."""

from django.db.models import F, QuerySet

from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.programs.models import Program


def programs_of(person: Person) -> list[Program]:
    """A person's programs, the newest first."""
    return list(Program.objects.filter(owner=person))


def program_for(person: Person, public_id: str) -> Program:
    """One of this person's programs; `AbsentError` when it is not theirs."""
    found = Program.objects.filter(owner=person, public_id=public_id).first()
    if found is None:
        raise AbsentError
    return found


def any_program(public_id: str) -> Program:
    """A program, for the desk."""
    found = Program.objects.filter(public_id=public_id).first()
    if found is None:
        raise AbsentError
    return found


def program_names(public_ids: set[str]) -> dict[str, str]:
    """The names of programs, as the journal's sentences call them."""
    return dict(Program.objects.filter(public_id__in=public_ids).values_list("public_id", "name"))


def living_programs() -> QuerySet[Program]:
    """All that are not switched off: those that wait for an answer first, then the newest."""
    rows = Program.objects.select_related("owner").filter(revoked_at=None)
    return rows.order_by(F("asked__len").desc(nulls_last=True), "-created_at", "-pk")
