"""The only writers of distances. Nothing of it is recorded in the journal: it is between people."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.blocks.models import Distance
from parvis.kernel.blocks.policies import may_keep_off
from parvis.kernel.blocks.queries import is_nameless_at, kept_by
from parvis.kernel.blocks.registry import written_for
from parvis.kernel.blocks.rules import MOST, Choice, kind_of, until
from parvis.kernel.clock import now
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.trust.actions import allow, known_caller
from parvis.kernel.trust.limits import growing

LIMIT = growing(
    "blocks.keep_off", burst=20, per_hour=40, counts=gettext_lazy("People whom you block or mute")
)


def keep_off(person: Person, subject: str, choice: Choice) -> Distance:
    """Block or mute whoever wrote this; twice is once, and the last choice counts. Nobody is told.

    `AbsentError`: the person reads nothing there. `RefusedError`: their own, the city's, nobody's, or too many.
    """
    allow(LIMIT, known_caller(person))
    with transaction.atomic():
        # The person is the lock: whoever taps twice waits for themselves.
        Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
        written = written_for(person, subject)
        require(may_keep_off(person, written))
        own = kept_by(person)
        if not own.filter(subject=subject).exists() and own.count() >= MOST:
            raise RefusedError(_("You keep %(count)s people away. End one of these first.") % {"count": MOST})
        kind, moment = kind_of(choice), now()
        said = {
            "other": written.author,
            "about": written.about,
            "named": written.is_named,
            "local": is_nameless_at(person, written),
            "kind": kind,
        }
        row, _made = Distance.objects.update_or_create(
            keeper=person,
            subject=subject,
            defaults={**said, "since": moment, "until": until(choice, moment)},
        )
    return row


def end(person: Person, number: int) -> None:
    """They are near again. Done once; nobody is told."""
    Distance.objects.filter(keeper=person, pk=number).delete()


def let_run_out() -> int:
    """Forget mutes whose time is over; returns how many. Twice is once."""
    removed, _by_model = Distance.objects.filter(until__lte=now()).delete()
    return removed


def forget_both(leaving: Leaving) -> None:
    """Somebody leaves: neither whom they kept away nor who kept them away is left."""
    Distance.objects.filter(leaving.whose(person="keeper") | leaving.whose(person="other")).delete()
