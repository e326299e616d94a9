"""The only writers of consents."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from parvis.kernel.clock import now
from parvis.kernel.consents.models import Consent
from parvis.kernel.consents.queries import former_consents
from parvis.kernel.consents.registry import endings_of, purpose_named
from parvis.kernel.consents.rules import WORDS_AT_MOST, Way
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person


def give(person: Person, name: str, way: Way = Way.PAGE) -> Consent:
    """Somebody says yes to a purpose, in the words that they read, those of the active language. Twice is once."""
    purpose = purpose_named(name)
    with transaction.atomic():
        _hold(person)
        found = _holding(person, name)
        if found is not None and found.version == purpose.version:
            return found
        if found is not None:
            _end(found, "")
        return Consent.objects.create(
            person=person,
            purpose=name,
            version=purpose.version,
            language=get_language() or settings.LANGUAGE_CODE,
            words=str(purpose.words)[:WORDS_AT_MOST],
            way=way,
        )


def withdraw(person: Person, name: str, way: Way = Way.PAGE) -> None:
    """Somebody says no: what rests on it ends in the same transaction. Twice is once."""
    purpose_named(name)
    with transaction.atomic():
        _hold(person)
        found = _holding(person, name)
        if found is None:
            return
        _end(found, way)
        _end_what_rests_on(name, person)


def end_what_was_said_to_former_words() -> int:
    """What rests on a yes to words that have changed since ends, as if they had said no; how many there were.

    One transaction for each person, so that nobody waits for all. Twice is once.
    """
    return sum(_end_former(*each) for each in former_consents())


def forget_consents(leaving: Leaving) -> None:
    """Whoever left is asked for nothing any more, and nothing is done that would need proof."""
    Consent.objects.filter(leaving.whose(person="person")).delete()


def _hold(person: Person) -> None:
    """Two windows of one person wait for each other."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)


def _holding(person: Person, name: str) -> Consent | None:
    return Consent.objects.filter(person=person, purpose=name, withdrawn_at=None).first()


def _end_former(person_id: int, name: str) -> bool:
    with transaction.atomic():
        person = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=person_id).first()
        found = _holding(person, name) if person else None
        if person is None or found is None or found.version >= purpose_named(name).version:
            return False  # they left meanwhile, or said yes anew
        _end(found, "")
        _end_what_rests_on(name, person)
        return True


def _end_what_rests_on(name: str, person: Person) -> None:
    for ending in endings_of(name):
        ending(person)


def _end(consent: Consent, way: str) -> None:
    consent.withdrawn_at, consent.withdrawn_by_way = now(), way
    consent.save(update_fields=["withdrawn_at", "withdrawn_by_way"])
