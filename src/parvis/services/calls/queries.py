"""Reads of calls: what runs, how far it is, who took part."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet

from parvis.kernel.catalogue.manifest import manifests
from parvis.kernel.clock import now
from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.rules import NOBODY
from parvis.kernel.journal.verbs import declared
from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.needs.registry import Where
from parvis.kernel.needs.rules import Need
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.places.models import Area
from parvis.kernel.sheets.rules import Rung
from parvis.kernel.sums.queries import Sums, sums_of
from parvis.services.calls.models import Call


def countable() -> dict[str, str]:
    """The modules in which people do something that lies on the square, by name: what they are called."""
    stones = {name.partition(".")[0] for name, verb in declared().items() if verb.question}
    return {name: str(each.title) for name, each in manifests().items() if name in stones}


def calls() -> QuerySet[Call]:
    """All of them, the newest first."""
    return Call.objects.select_related("office").order_by("-since", "-pk")


def running(area: str = "") -> list[Call]:
    """Those that run: in the whole city, and in this neighbourhood (slug) where one is given."""
    rows = calls().filter(until__gt=now(), replied_at=None)
    return list(rows.filter(area__in=["", area]) if area else rows)


def call_named(public_id: str) -> Call:
    """One of them; `AbsentError` where there is none."""
    found = calls().filter(public_id=public_id).first()
    if found is None:
        raise AbsentError
    return found


def unanswered() -> QuerySet[Call]:
    """Those whose leader still owes an answer, the oldest first."""
    return calls().filter(replied_at=None).order_by("until", "pk")


def done_for(call: Call) -> Sums:
    """What people did for it up to now, or up to its end."""
    return sums_of(areas_of(call), call.since, min(now(), call.until), verbs_of(call))


def areas_of(call: Call) -> list[int]:
    """The areas whose entries count, in all their boundaries; none: the whole city."""
    rows = Area.objects.filter(slug=call.area).order_by("pk") if call.area else Area.objects.none()
    return list(rows.values_list("pk", flat=True))


def verbs_of(call: Call) -> list[str]:
    """The verbs that count."""
    return [
        name for name, verb in declared().items() if verb.question and name.partition(".")[0] in call.modules
    ]


def took_part(call: Call) -> QuerySet[Person]:
    """Everybody who did something for it under their name: whoever did without is not known to have."""
    rows = Entry.objects.filter(at__range=(call.since, call.until), verb__in=verbs_of(call))
    areas = areas_of(call)
    rows = rows.filter(area_id__in=areas) if areas else rows
    actors = rows.exclude(actor__in=NOBODY).order_by().values("actor")
    return Person.objects.filter(public_id__in=actors, is_active=True).order_by("pk")


def needed(where: Where) -> Iterator[Need]:
    """Calls that have not reached their goal; one query."""
    for call in running(where.area):
        if call.counted < call.goal:
            yield Need(
                subject=call.subject,
                source="calls",
                title=call.title,
                path=call.get_absolute_url(),
                rung=Rung(call.rung),
                since=call.since,
                until=call.until,
                area=call.area,
                wanted=call.goal - call.counted,
            )


def calls_by(person: Person) -> QuerySet[Any, Any]:
    """What somebody wrote down for the city's leaders, for “My data”."""
    return rows_of(Call.objects.filter(made_by=person), "since", "titles", call=F("public_id"))
