"""The only writers of moderation: take away, give back, let a flagged thing stay."""

from collections.abc import Iterator, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.journal.actions import record
from parvis.kernel.journal.rules import Plain
from parvis.kernel.notices.actions import tell
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.trust import actions as trust
from parvis.kernel.trust.actions import Reason
from parvis.kernel.trust.models import Decision
from parvis.kernel.trust.rules import Part
from parvis.kernel.trust.things import Thing, shelf_of, thing_at
from parvis.services.moderation.notices import FlagLookedAt, GivenBack, TakenAway
from parvis.services.moderation.policies import may_take_away
from parvis.services.moderation.queries import flaggers_of
from parvis.services.moderation.rules import Taking

_VERBS = {Part.WHOLE: "hidden", Part.WORDS: "words_cut", Part.PHOTO: "photo_taken"}


def take_away(subject: str, taking: Taking, reason: Reason) -> list[Decision]:
    """Hide all or parts of a contribution; its author gets the statement of reasons. All parts, or none of them.

    `RefusedError`: nothing chosen, no reason, words that do not stand there, or what is hidden already.
    """
    if taking.is_nothing:
        raise RefusedError(_("Choose what nobody shall see any more: all of it, some words or a photograph."))
    with transaction.atomic():
        thing = thing_at(subject, lock=True)
        require(may_take_away(reason.by, thing))
        told = flaggers_of(subject)
        made = list(_taken(thing, taking, reason))
        for decision in made:
            _note(_VERBS[Part(decision.part)], thing, reason.by)
            if thing.author:
                trust.set_back(thing.author, decision)
                tell(TakenAway, [thing.author], {"decision": decision.pk, "words": decision.words})
        tell(FlagLookedAt, told, {"path": thing.path, "stays": False})
    return made


def give_back(decision_id: int, by: Person) -> Decision:
    """It was wrong: everybody can see it again. Once."""
    with transaction.atomic():
        decision, thing = _locked(decision_id)
        require(may_take_away(by, thing))
        if decision.lifted_at is None:
            _put_back(decision, thing, by)
            if thing.author:
                tell(GivenBack, [thing.author], {"decision": decision.pk})
    return decision


def let_stay(subject: str, by: Person) -> int:
    """What was flagged was looked at, and may stay; who flagged it is told. Returns how many flags there were."""
    with transaction.atomic():
        thing = thing_at(subject, lock=True)
        require(may_take_away(by, thing))
        told = flaggers_of(subject)
        settled = trust.settle(subject)
        tell(FlagLookedAt, told, {"path": thing.path, "stays": True})
    return settled


def _taken(thing: Thing, taking: Taking, reason: Reason) -> Iterator[Decision]:
    shelf = shelf_of(thing.subject)
    photos = {each.public_id: each for each in thing.photos}
    for each in taking.photos:
        if each not in photos:
            raise RefusedError(_("One of these photographs is hidden already. Look again and choose anew."))
        yield trust.withhold(thing.subject, photos[each], shelf.let_go(thing, photos[each]), reason)
    if taking.passages:
        decision, words = trust.cut(thing.subject, thing.words, taking.passages, reason)
        shelf.write(thing, words)
        yield decision
    if taking.whole:
        decision = trust.hide(thing.subject, reason)
        shelf.hide(thing)
        yield decision


def _put_back(decision: Decision, thing: Thing, by: Person) -> None:
    shelf, part = shelf_of(thing.subject), Part(decision.part)
    words = trust.lift(decision)
    if part is Part.WHOLE:
        shelf.show(thing)
    elif part is Part.WORDS and words is not None:
        shelf.write(thing, words)
    elif part is Part.PHOTO and decision.upload:
        shelf.take_back(thing, decision.upload, decision.kept)
    _note("given_back", thing, by, {"decision": decision.pk})


def _locked(decision_id: int) -> tuple[Decision, Thing]:
    """The thing first, as when it is taken away; then the decision as it is now."""
    subject = Decision.objects.values_list("subject", flat=True).get(pk=decision_id)
    thing = thing_at(subject, lock=True)
    rows = Decision.objects.select_for_update(of=("self",)).select_related("upload", "decided_by")
    return rows.get(pk=decision_id), thing


def _note(verb: str, thing: Thing, by: Person, data: Mapping[str, Plain] | None = None) -> None:
    record(
        f"moderation.thing.{verb}", subject=thing.about, actor=by.public_id, data=data or {}, **thing.where
    )
