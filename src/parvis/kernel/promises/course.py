"""The way of a promise from hand to hand: who has the first word, who acts next, and for how long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from parvis.kernel.absences.queries import away_at, running_at
from parvis.kernel.catalogue.models import Service
from parvis.kernel.chains import chain_of, first_holder, next_holder, rightful_holder
from parvis.kernel.hours.rules import MINUTES_IN_A_WORKING_DAY, due_after
from parvis.kernel.people.models import Organisation
from parvis.kernel.promises.calendars import week_of
from parvis.kernel.promises.models import Promise

# How long each further office of the chain has before the promise moves on.
MINUTES_AT_EACH_STEP = MINUTES_IN_A_WORKING_DAY


class NoPublicDeskError(Exception):
    """The city has no public desk, so no promise can be made: somebody must be last in the chain."""


@dataclass(frozen=True, slots=True)
class Course:
    """Where a promise begins: its chain, the working minutes of those before the owner, whom neighbours precede."""

    chain: tuple[int, ...]
    lead: tuple[int, ...] = ()
    first_until: datetime | None = None


def course_of(offer: Service | None, owner: Organisation, at: datetime) -> Course:
    """The way of a promise that is made at that moment, as its service was composed.

    `NoPublicDeskError` where nobody could be last.
    """
    chain = chain_for(owner, offer)
    if offer is None:
        return Course(chain)
    sheet = offer.content
    first_until = at + timedelta(minutes=sheet.neighbours_minutes) if sheet.neighbours_minutes else None
    partner = Organisation.objects.filter(slug=sheet.partner).first() if sheet.partner_hours else None
    if partner is None or partner.pk in chain or not sheet.partner_hours:
        return Course(chain, (), first_until)
    return Course((partner.pk, *chain), (sheet.partner_hours * 60,), first_until)


def minutes_of(offer: Service | None, otherwise: int) -> int:
    """The working time that is promised: the service's own where it promises as a whole and says one."""
    days = offer.content.answer_days if offer and offer.manifest.promises == "service" else None
    return days * MINUTES_IN_A_WORKING_DAY if days else otherwise


def chain_for(owner: Organisation, offer: Service | None = None) -> tuple[int, ...]:
    """Organisation ids in the order in which they take over; `NoPublicDeskError` where nobody could be last."""
    desk = Organisation.objects.filter(is_public_desk=True).values_list("pk", flat=True).first()
    if desk is None:
        raise NoPublicDeskError("Name one organisation as the public desk first: every promise ends there.")
    parents = []
    above = owner.parent
    while above is not None and above.pk not in parents:
        parents.append(above.pk)
        above = above.parent
    behind = [offer.fallback_id] if offer and offer.fallback_id else []
    return chain_of(owner.pk, [*parents, *behind], desk)


def begin(promise: Promise) -> None:
    """Give the promise to whom its chain begins with, past those who are absent."""
    promise.holder_id = first_holder(promise.chain, away_at(promise.opened_at))
    promise.moves_at = time_of_holder(promise, promise.opened_at)


def successor(promise: Promise, at: datetime) -> Organisation | None:
    """The office that takes over from the present holder, in one query; None at the end of the chain."""
    away = Exists(running_at(at).filter(office=OuterRef("pk")))
    rows = Organisation.objects.filter(pk__in=promise.chain).annotate(is_away=away).order_by("pk")
    offices = {each.pk: each for each in rows}
    absent = {pk for pk, each in offices.items() if each.is_away}
    following = next_holder(promise.chain, promise.holder_id, absent)
    return offices.get(following) if following else None


def rightful(promise: Promise, at: datetime) -> Organisation:
    """Who must act when its clock goes on at that moment."""
    is_broken = promise.broken_at is not None
    found = rightful_holder(
        promise.chain, promise.holder_id, promise.owner_id, away_at(at), is_broken=is_broken
    )
    return promise.holder if found == promise.holder_id else Organisation.objects.get(pk=found)


def is_before_owner(promise: Promise) -> bool:
    """True while neighbours or a partner have it, and the owner need not act yet."""
    leads = promise.chain.index(promise.holder_id) < len(promise.lead)
    return promise.broken_at is None and (promise.first_until is not None or leads)


def time_of_holder(promise: Promise, at: datetime) -> datetime:
    """Until when the holder has it who gets it at that moment. Nobody before the owner has it longer than is promised;
    who gets it after its day has as long as each further step."""
    if promise.first_until is not None:
        return min(promise.first_until, promise.due_at)
    if at >= promise.due_at:
        return due_after(at, MINUTES_AT_EACH_STEP, week_of(promise.holder_id))
    place = promise.chain.index(promise.holder_id)
    if place < len(promise.lead):
        return min(due_after(at, promise.lead[place], week_of(promise.holder_id)), promise.due_at)
    return promise.due_at


def with_new_due(promise: Promise) -> datetime:
    """When it moves on after its due date changed. Only those before the owner keep their time."""
    if promise.moves_at is not None and is_before_owner(promise):
        return min(promise.moves_at, promise.due_at)
    return promise.due_at
