"""Reads of choices."""

from collections.abc import Iterable

from django.db.models import QuerySet

from parvis.kernel.people.models import Organisation, Person
from parvis.services.defects.models import Choice
from parvis.services.defects.policies import may_arrange


def standing(offices: Iterable[str]) -> QuerySet[Choice]:
    """What can be chosen in these offices (slugs), in their order."""
    rows = Choice.objects.select_related("office").filter(office__slug__in=list(offices), is_on=True)
    return rows.order_by("kind", "position", "pk")


def named(ids: Iterable[str]) -> dict[str, str]:
    """What these choices are called, also those that were taken away."""
    wanted = {each for each in ids if each}
    rows = Choice.objects.filter(public_id__in=wanted).order_by("pk") if wanted else []
    return {each.public_id: each.words for each in rows}


def known_in(office: str, ids: Iterable[str]) -> set[str]:
    """Those of these ids that are choices of an office (its slug), also when they are offered no more."""
    rows = Choice.objects.filter(office__slug=office, public_id__in=list(ids)).order_by("pk")
    return set(rows.values_list("public_id", flat=True))


def offices_arranged_by(person: Person) -> list[Organisation]:
    """The offices whose choices this person keeps."""
    offices = Organisation.objects.filter(is_partner=False).order_by("slug")
    return [each for each in offices if may_arrange(person, each)]
