"""The only writer of thanks."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from parvis.kernel.blocks.contracts import may_meet_at
from parvis.kernel.catalogue.queries import may_take_part
from parvis.kernel.clock import now
from parvis.kernel.journal.actions import record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.actions import tell
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import require
from parvis.kernel.sums.givers import helpers_at
from parvis.kernel.trust.actions import allow, known_caller
from parvis.kernel.trust.limits import growing
from parvis.kernel.trust.things import thing_at
from parvis.services.thanks.models import Thank
from parvis.services.thanks.notices import Thanked
from parvis.services.thanks.policies import may_thank
from parvis.services.thanks.queries import are_thanks_given, done_at

VERB = "thanks.thank.given"
LIMIT = growing("thanks", burst=20, per_hour=40, counts=gettext_lazy("Thanks that you give"))


def thank(person: Person, subject: str) -> int:
    """Say thank you, once for each thing; gives how many did. Its author and whoever helped hear of the first of others
    since they did it, and not who it was.

    `AbsentError`: there is no such thing. `RefusedError`: their own, not public, or long ago.
    """
    allow(LIMIT, known_caller(person))
    with transaction.atomic():
        # The person is the lock: whoever taps twice waits for themselves.
        Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
        author, done = thing_at(subject).author, done_at(subject)
        helpers = helpers_at(subject)
        is_own = author == person and all(each.person == person for each in helpers)
        are_given = done is None or are_thanks_given(subject, done.area_id)
        require(may_thank(done, is_own=is_own, are_given=are_given))
        require(may_meet_at(person, subject))
        given = Thank.objects.filter(subject=subject)
        if done is None or given.filter(person=person).exists():
            return given.count()
        require(may_take_part(VERB, person.level, done.area_id))
        unheard = [
            each.person for each in helpers if not _heard(each.person, given.filter(at__gte=each.since))
        ]
        if author is not None and not _heard(author, given):
            unheard.append(author)
        Thank.objects.create(subject=subject, person=person, at=now())
        record(VERB, subject=subject, actor="guest", area_id=done.area_id, cell=done.cell)
        tell(Thanked, unheard, {"subject": subject}, besides=person)
        return given.count()


def _heard(person: Person, given: QuerySet[Thank]) -> bool:
    """Whether they were told already: somebody else thanked before."""
    return given.exclude(person=person).exists()


def forget_thankful(leaving: Leaving) -> None:
    """That somebody thanked stays; who, does not."""
    Thank.objects.filter(leaving.whose(person="person")).update(person=None)
