"""Of whom some parts of the house keep something, by the same rules by which it is kept and erased."""

from collections.abc import Iterable, Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db.models import EmailField, Field, ForeignKey, Q, QuerySet
from django.db.models.functions import Lower

from parvis.kernel.keeping.registry import all_rules
from parvis.kernel.notices.actions import Address
from parvis.kernel.people.models import Person


def parts_known() -> dict[str, str]:
    """The rooms that keep something of people: what each is called in the register, in the reader's language."""
    found = {rule.name.partition(".")[0]: str(rule.title) for rule in all_rules()}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def parts_by_title() -> dict[str, list[str]]:
    """The same by what they are called: several rooms may keep parts of one thing, such as an account."""
    found: dict[str, list[str]] = {}
    for part, title in parts_known().items():
        found.setdefault(title, []).append(part)
    return found


def titles_of(parts: Iterable[str]) -> list[str]:
    """What these rooms are called, each title once."""
    known = parts_known()
    return list(dict.fromkeys(known.get(part, part) for part in parts))


def people_in(parts: Iterable[str]) -> QuerySet[Person]:
    """Everybody with an account of whom these rooms keep something, by the rules by which it is kept and erased; also
    by an address that is provably theirs, from before they had an account."""
    named = Q(pk__in=[])
    for field in _fields_of(parts):
        if isinstance(field, ForeignKey) and field.related_model is Person:
            named |= Q(pk__in=field.model._default_manager.order_by().values(field.attname))
        elif field.model is Person:
            named |= Q(pk__isnull=False)
        elif _is_of_guests(field):
            left = field.model._default_manager.order_by().values(each=Lower(field.name))
            named |= Q(pk__in=_proved(each__in=left).values("user")) | Q(lowered__in=left)
    people = Person.objects.alias(lowered=Lower("email"))
    return people.filter(named, is_active=True).order_by("pk")


def addresses_in(parts: Iterable[str]) -> Iterator[Address]:
    """The addresses of guests that these rooms keep; whoever has an account is told there."""
    for field in _fields_of(parts):
        if _is_of_guests(field):
            rows = field.model._default_manager.exclude(**{field.name: ""}).order_by()
            guests = rows.annotate(each=Lower(field.name)).exclude(
                Q(each__in=Person.objects.filter(is_active=True).values(known=Lower("email")))
                | Q(each__in=_proved(user__is_active=True).values("each"))
            )
            for email in guests.values_list("each", flat=True).distinct():
                yield Address(email)


def _is_of_guests(field: "Field[Any, Any]") -> bool:
    """False for what stands in accounts: there an address may be only claimed."""
    return isinstance(field, EmailField) and field.model not in (Person, EmailAddress)


def _proved(**which: Any) -> QuerySet[EmailAddress]:
    lowered: QuerySet[EmailAddress] = EmailAddress.objects.order_by().annotate(each=Lower("email"))
    return lowered.filter(verified=True, **which)


def _fields_of(parts: Iterable[str]) -> "Iterator[Field[Any, Any]]":
    wanted = set(parts)
    for rule in all_rules():
        room, model, name = rule.name.split(".")
        if room in wanted:
            field = apps.get_app_config(room).get_model(model)._meta.get_field(name)
            if isinstance(field, Field):
                yield field
