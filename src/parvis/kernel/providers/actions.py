"""What follows from what a provider says; the only writer of accounts elsewhere beside django-allauth."""

from collections.abc import Mapping
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from parvis.kernel.assurance.actions import Ground, settle
from parvis.kernel.assurance.queries import standing_of
from parvis.kernel.assurance.rules import Way
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.providers.queries import believed


def believe(person: Person, told: Mapping[str, Any]) -> bool:
    """The provider says that they live here: they are confirmed, and renewed at a sign-in in the last month.

    What it does not say any more runs out by itself: nobody loses a right by signing in. True when something changed.
    """
    if not told.get("lives_here"):
        return False
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        standing = standing_of(person).filter(way=Way.PROVIDER).first()
        if standing is not None and not standing.runs_out_soon:
            return False
        settle(person, Ground(Way.PROVIDER, None, believed().name[:60]))
    return True


def forget_elsewhere(leaving: Leaving) -> None:
    """Nobody signs in with it any more."""
    SocialAccount.objects.filter(leaving.whose(person="user")).delete()
