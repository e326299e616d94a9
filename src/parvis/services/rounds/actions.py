"""The only writers of rounds. The day of an inspector: which reports, in which order."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.journal.actions import record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import RefusedError
from parvis.services.reports.contracts import Case, cases, offices_of, open_places
from parvis.services.rounds.engine.route import Point, best_place, walk
from parvis.services.rounds.models import Round, Stop
from parvis.services.rounds.rules import STOPS_AT_MOST, TAKEN_AT_ONCE, Take, Waiting, chosen, moved


def take(by: Person, office: Organisation, how: Take, number: int, start: Point | None = None) -> int:
    """Put the nearest, oldest or most urgent reports of an office on today's round; how many came new."""
    if office not in offices_of(by):
        raise RefusedError(_("You do not work for this office."))
    planned = set(Stop.objects.filter(round__in=_todays(by)).order_by("pk").values_list("report", flat=True))
    near = start if how is Take.NEAREST else None
    waiting = [Waiting(each.id, each.lat, each.lon, each.due_at) for each in open_places(office, near)]
    fresh = [each for each in waiting if each.id not in planned]
    return add_stops(by, chosen(fresh, how, min(number, TAKEN_AT_ONCE), near), start)


def add_stops(by: Person, reports: Iterable[str], start: Point | None = None) -> int:
    """Put these reports on today's round; how many came new. Those that are there, or not this person's, are left.

    The whole round is ordered anew, unless a stop was moved by hand: then each new one goes where the way grows least.
    """
    with transaction.atomic():
        round_ = _round(by)
        if start is not None:
            round_.lat, round_.lon = start
            round_.save(update_fields=["lat", "lon"])
        stops = _stops(round_)
        fresh = [each for each in cases(by, reports) if each.id not in stops]
        if len(stops) + len(fresh) > STOPS_AT_MOST:
            raise RefusedError(_("A round has at most %(count)s stops.") % {"count": STOPS_AT_MOST})
        Stop.objects.bulk_create([Stop(round=round_, report=each.id, place=0) for each in fresh])
        known = cases(by, stops)
        _put(round_, _with(known, fresh, round_.start) if round_.by_hand else _walked(known + fresh, round_))
    return len(fresh)


def remove(by: Person, report: str) -> None:
    """Take a stop out of today's round; twice is once."""
    with transaction.atomic():
        round_ = _round(by)
        Stop.objects.filter(round=round_, report=report).delete()
        _put(round_, _stops(round_))


def move(by: Person, report: str, steps: int) -> None:
    """Move a stop some places down (negative: up). From now on the order is this person's."""
    with transaction.atomic():
        round_ = _round(by)
        _put(round_, moved(_stops(round_), report, steps))
        round_.by_hand = True
        round_.save(update_fields=["by_hand"])


def order_anew(by: Person, start: Point | None = None) -> None:
    """Order today's round along the shortest way that is found, from where this person begins."""
    with transaction.atomic():
        round_ = _round(by)
        if start is not None:
            round_.lat, round_.lon = start
        round_.by_hand = False
        round_.save(update_fields=["lat", "lon", "by_hand"])
        _put(round_, _walked(cases(by, _stops(round_)), round_))


def forget_inspector(leaving: Leaving) -> None:
    """Rounds of somebody who leaves go: they tell where somebody was."""
    Round.objects.filter(leaving.whose(person="person")).delete()


def _todays(by: Person) -> list[Round]:
    return list(Round.objects.filter(person=by, day=localdate(now())).order_by("pk"))


def _round(by: Person) -> Round:
    """Today's round, its row locked; made where there is none."""
    made, is_new = Round.objects.get_or_create(person=by, day=localdate(now()))
    if is_new:
        # Whose round it is concerns nobody: this only lets the city count them.
        record("rounds.day.planned", subject="rounds.round", actor="system")
    return Round.objects.select_for_update(of=("self",)).get(pk=made.pk)


def _stops(round_: Round) -> list[str]:
    return list(round_.stops.order_by("place", "pk").values_list("report", flat=True))


def _walked(found: Sequence[Case], round_: Round) -> list[str]:
    order = walk([(each.lat, each.lon) for each in found], round_.start)
    return [found[number].id for number in order]


def _with(known: Sequence[Case], fresh: Sequence[Case], start: Point | None) -> list[str]:
    line = list(known)
    for each in fresh:
        points = [(one.lat, one.lon) for one in line]
        line.insert(best_place(points, (each.lat, each.lon), start), each)
    return [each.id for each in line]


def _put(round_: Round, order: Sequence[str]) -> None:
    """Give every stop its place; what is not in the order, because it went to another office, comes last."""
    places = {report: place for place, report in enumerate(order, start=1)}
    stops = list(round_.stops.order_by("place", "pk"))
    for each in stops:
        each.place = places.get(each.report, len(stops))
    Stop.objects.bulk_update(stops, ["place"])
