"""Decisions as pages show them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy

from parvis.kernel.looks.contracts import Shown, note
from parvis.kernel.people.models import Person
from parvis.kernel.trust.models import Decision
from parvis.kernel.trust.rules import Part
from parvis.kernel.trust.things import Thing, shelf_of
from parvis.services.moderation.rules import READ

TAKEN_WORDS: dict[Part, Lazy] = {
    Part.WHOLE: gettext_lazy("All of it is hidden"),
    Part.WORDS: gettext_lazy("Some words are hidden"),
    Part.PHOTO: gettext_lazy("A photograph is hidden"),
}


def taken_words(decision: Decision) -> Any:
    """What it took away, in words."""
    return TAKEN_WORDS[Part(decision.part)]


def note_unseen(reader: Person, things: Iterable[Thing], *, with_what_was_taken: bool = False) -> None:
    """Write down whose contributions an official reads that not everybody can see, or the original of one."""
    unseen = [each for each in things if with_what_was_taken or not _is_public(each)]
    note(reader, READ, [Shown(each.author.pk if each.author else None, each.about) for each in unseen])


def _is_public(thing: Thing) -> bool:
    return bool(shelf_of(thing.subject).may_see(AnonymousUser(), thing))
