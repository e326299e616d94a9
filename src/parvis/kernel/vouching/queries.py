"""Reads of vouches: what is true of a voucher, and what people's confirmations rest on."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from parvis.kernel.assurance.queries import (
    district_of,
    districts_of,
    register_of,
    standing,
    standing_of,
)
from parvis.kernel.assurance.registry import Tie
from parvis.kernel.assurance.rules import End, Way
from parvis.kernel.blocks.contracts import Place, Written, may_meet
from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.vouching.models import Asking, Vouch
from parvis.kernel.vouching.rules import Facts, Grounds, waits_until

# How far back a chain of vouches is followed. Whoever hangs on more than that counts as hanging on everybody.
STEPS = 12


def asking_named(public_id: str) -> Asking:
    """One; `AbsentError` where there is none."""
    found = Asking.objects.select_related("person", "area__parent").filter(public_id=public_id).first()
    if found is None or not found.person.is_active:
        raise AbsentError
    return found


def open_asking_of(person: Person) -> Asking | None:
    """What a person asks for now."""
    return Asking.objects.select_related("area").filter(person=person, ended_at=None, until__gt=now()).first()


def standing_vouches(**which: object) -> QuerySet[Vouch]:
    """Vouches that were not withdrawn, the first one first."""
    return Vouch.objects.select_related("voucher", "asking__person", "asking__area").filter(
        withdrawn_at=None, **which
    )


def given_in_a_year(person: Person) -> int:
    """How many of a person's vouches of the last year stand."""
    return standing_vouches(voucher=person, given_at__gt=now() - timedelta(days=365)).count()


def facts_of(person: Person, asking: Asking) -> Facts:
    """What is true of somebody who wants to vouch here."""
    in_return = Q(voucher=asking.person_id, asking__person=person)
    lately = Q(voucher=person, given_at__gt=now() - timedelta(days=365))
    rows = Vouch.objects.filter(in_return | lately, withdrawn_at=None)
    counted = rows.aggregate(back=Count("pk", filter=in_return), lately=Count("pk", filter=lately))
    since = known_since(person)
    return Facts(
        is_itself=person.pk == asking.person_id,
        is_open=asking.is_open,
        districts=frozenset(districts_of(standing_of(person))) if person.is_active else frozenset(),
        district=district_of(asking.area),
        vouched_for_me=counted["back"] > 0,
        given_in_a_year=counted["lately"],
        waits_until=waits_until(localdate(since), localdate(now())) if since else None,
        are_apart=not may_meet(person, place_of(asking)),
    )


def known_since(person: Person) -> datetime | None:
    """Since when the city has been sure that somebody lives here, by the way by which it was so first; None: it is not.

    A line that was renewed counts from the first one.
    """
    begun: dict[str, datetime] = {}
    for each in register_of(person):
        renewed = each.end == End.RENEWED and begun.get(each.way) == each.ended_at
        if renewed or (each.ended_at is None and each.until > now()):
            begun[each.way] = each.since
    return min(begun.values(), default=None)


def place_of(asking: Asking) -> Place:
    """The page that somebody hands to neighbours, as a place where those meet them."""
    return Place(_page_of(asking), asking.person_id, named=bool(asking.person.public_name))


def askings_written(public_ids: Collection[str]) -> list[Written]:
    """Who asks, for whoever wants to keep them at a distance."""
    rows = Asking.objects.select_related("person").filter(public_id__in=list(public_ids)).order_by("pk")
    return [
        Written(
            subject=_page_of(each),
            about=_page_of(each),
            author=each.person,
            is_named=place_of(each).named,
            what=str(_("A request to vouch")),
            path=each.get_absolute_url(),
        )
        for each in rows
    ]


def grounds_of(people: Iterable[int]) -> Grounds:
    """What the confirmations of these people rest on, and of those whom they rest on, step by step."""
    found: dict[int, list[frozenset[int]]] = {}
    wanted = set(people)
    for _step in range(STEPS):
        if not wanted:
            break
        rests_on = _resting(wanted)
        found.update({person: rests_on.get(person, []) for person in wanted})
        wanted = {each for sets in rests_on.values() for each_set in sets for each in each_set} - set(found)
    return found


def ties_of(person: Person) -> list[Tie]:
    """Who vouched for somebody, and for whom they vouched: one step of the chain each way."""
    by = standing_vouches(asking__person=person, voucher__isnull=False)
    given = standing_vouches(voucher=person)
    return [Tie(_("Vouched for by"), each.voucher) for each in by if each.voucher] + [
        Tie(_("Vouched for"), each.asking.person) for each in given
    ]


def _resting(people: set[int]) -> dict[int, list[frozenset[int]]]:
    """Two queries, whatever the number: the standing confirmations, and the vouches behind those by vouching."""
    rows = list(standing().filter(person__in=people).order_by("pk").values_list("pk", "person_id", "way"))
    vouched = [pk for pk, _person, way in rows if way == Way.VOUCHING]
    pairs = Vouch.objects.filter(asking__residence__in=vouched, withdrawn_at=None)
    behind: dict[int, set[int]] = defaultdict(set)
    for residence, voucher in pairs.order_by("pk").values_list("asking__residence", "voucher_id"):
        # Who left is nobody's neighbour any more; their vouch counts as somebody unknown, on whom nothing can stand.
        behind[residence].add(voucher or 0)
    found: dict[int, list[frozenset[int]]] = defaultdict(list)
    for pk, person, way in rows:
        found[person].append(frozenset(behind[pk] or {0}) if way == Way.VOUCHING else frozenset())
    return found


def _page_of(asking: Asking) -> str:
    return f"vouching.page:{asking.public_id}"
