"""The only way in which people are forgotten, and the only hand that lets go of what was kept long enough."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import models, transaction

from parvis.kernel.clock import now
from parvis.kernel.keeping.policies import may_leave
from parvis.kernel.keeping.registry import Kept, Leaving, all_hooks, all_rules
from parvis.kernel.people.actions import forget, forget_address
from parvis.kernel.people.models import Membership, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import require
from parvis.kernel.tallies.actions import tally, timed
from parvis.kernel.tallies.models import Tally

BATCH = 5000  # rows in one statement, so that none holds its locks for long


def erase(person: Person, *, words_too: bool = False) -> None:
    """Forget a person everywhere, all or nothing. Contributions stay without a name, unless their words go too.

    `RefusedError` says what the last owner of an organisation does first.
    """
    with transaction.atomic():
        found = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        _hold_owners_beside(found)
        require(may_leave(found))
        timed(Tally.Kind.ERASED, lambda: _leave(Leaving(found, _addresses_of(found), words_too)))
        forget(found)


def erase_address(email: str, *, words_too: bool = False) -> bool:
    """Forget an e-mail address everywhere; True when it had an account, which is erased with it (see `erase`)."""
    email = email.strip().lower()
    with transaction.atomic():
        person = account_of(email)
        if person is not None:
            erase(person, words_too=words_too)
        # Also after an account: what was sent from the address while nobody was signed in.
        _leave(Leaving(None, (email,), words_too))
        if person is None:
            tally(Tally.Kind.ERASED)
    return person is not None


def account_of(email: str) -> Person | None:
    """The account behind an address, its first or a further one that is proved."""
    email = email.strip()
    further = (
        EmailAddress.objects.filter(email__iexact=email, verified=True).order_by("pk").values("user")[:1]
    )
    return Person.objects.filter(models.Q(email__iexact=email) | models.Q(pk__in=further)).first()


def let_go() -> dict[str, int]:
    """Let go of everything that was kept as long as its rule says; how many rows, by rule, where there were any."""
    gone = {rule.name: _let_go_of(rule.name, rule.kept) for rule in all_rules() if rule.kept.days is not None}
    return {name: number for name, number in gone.items() if number}


def _leave(leaving: Leaving) -> None:
    for hook in all_hooks():
        hook(leaving)
    for address in leaving.addresses:
        forget_address(address)


def _hold_owners_beside(person: Person) -> None:
    """Two owners who leave at the same moment: the second waits, and sees that they are the last."""
    own = Membership.objects.filter(person=person, role=Role.OWNER, lent_from=None).values("organisation")
    list(
        Membership.objects.select_for_update(of=("self",))
        .filter(role=Role.OWNER, organisation__in=own)
        .order_by("pk")
    )


def _addresses_of(person: Person) -> tuple[str, ...]:
    """The proved ones only: nobody may have another's letters erased by adding that address to their account."""
    proved = EmailAddress.objects.filter(user=person, verified=True).order_by("pk")
    return tuple(each.lower() for each in proved.values_list("email", flat=True))


def _let_go_of(name: str, kept: Kept) -> int:
    label, model_name, field_name = name.split(".")
    manager = apps.get_app_config(label).get_model(model_name)._default_manager
    empty = emptied(manager.model._meta.get_field(field_name))
    old = manager.filter(**{f"{kept.counted_from}__lte": now() - timedelta(days=kept.days or 0)})
    for nothing in empty:
        old = old.exclude(**{field_name: nothing})
    gone = 0
    while batch := list(old.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            rows = manager.filter(pk__in=batch)
            if kept.row:
                rows.delete()
            else:
                rows.update(**{field_name: empty[0]})
        gone += len(batch)
    return gone


def emptied(field: Any) -> tuple[str | None, ...]:
    """What a field holds when it holds nothing; without an answer only whole rows can go."""
    if field.null:
        return (None,)
    return ("",) if isinstance(field, models.CharField | models.TextField) else ()
