"""What follows from what a provider says; the only writer of accounts elsewhere beside django-allauth."""

from collections.abc import Callable

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from parvis.kernel.assurance.actions import Ground, give_up, settle
from parvis.kernel.assurance.queries import standing_of
from parvis.kernel.assurance.rules import Way
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.providers.queries import believed


def believe(account: SocialAccount) -> bool:
    """The provider says that its person lives here: they are confirmed, and renewed at a sign-in in the last month.

    What it does not say any more runs out by itself: nobody loses a right by signing in. True when something changed.
    """
    if not account.extra_data.get("lives_here"):
        return False
    with transaction.atomic():
        person = account.user
        Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        if not SocialAccount.objects.filter(pk=account.pk, user=person).exists():
            return False  # disconnected meanwhile, and perhaps somebody else's by now
        standing = standing_of(person).filter(way=Way.PROVIDER).first()
        if standing is not None and not standing.runs_out_soon:
            return False
        settle(person, Ground(Way.PROVIDER, None, believed().name[:60]))
    return True


def disconnect(account: SocialAccount, by_allauth: Callable[[], None]) -> None:
    """Its person disconnects it: what it said of them ends with it, so that it speaks for one person at a time.

    That comes first, because it holds the person: nobody is confirmed by the account meanwhile.
    """
    with transaction.atomic():
        give_up(account.user, Way.PROVIDER)
        by_allauth()


def forget_elsewhere(leaving: Leaving) -> None:
    """Nobody signs in with it any more."""
    SocialAccount.objects.filter(leaving.whose(person="user")).delete()
