"""How fast one person and a whole city are invited to what is needed: `make bench only=invitations`."""

import random
import statistics
import time
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, transaction

from bench.filling import BOX, fill_reports
from parvis.kernel.clock import now
from parvis.kernel.interests.models import Interest
from parvis.kernel.interests.rules import SKILLS, Reach, Slot
from parvis.kernel.invitations.actions import write_letters
from parvis.kernel.invitations.models import Letter
from parvis.kernel.invitations.notices import YouAreInvited
from parvis.kernel.invitations.queries import fitting, seeker_of
from parvis.kernel.needs.registry import Where, offer_needs
from parvis.kernel.needs.rules import RUNGS, Need
from parvis.kernel.notices.models import Notice
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.places.models import Area
from parvis.kernel.places.queries import neighbourhoods

RESIDENTS = 100_000
NEEDS = 2_000
ASKED = 200
ADDRESS = "resident-{}@bench.example"
LANGUAGES = ("en", "fr", "es", "ca", "ar")


def figures() -> Iterator[tuple[str, str, str]]:
    """A hundred thousand residents who all asked for the letter; two thousand needs beside those of the city."""
    fill_reports(10_000)
    _residents()
    needs = _needs()
    offer_needs("bench", lambda where: _there(needs, where))
    milliseconds = sorted(_asked())
    p50, p95 = statistics.median(milliseconds), milliseconds[int(len(milliseconds) * 0.95)]
    yield f"what one of {RESIDENTS:,} residents can do here, now", "≤ 200 ms", f"{p50:.0f} / {p95:.0f} ms"
    _forget()
    begin = time.perf_counter()
    written = write_letters()
    seconds = time.perf_counter() - begin
    yield f"the letter of the week for {written:,} people", "≤ 60 s", f"{seconds:.1f} s"
    told = [subject for subjects in Letter.objects.values_list("subjects", flat=True) for subject in subjects]
    yield f"  different needs that they tell of, of {NEEDS:,} and the city's own", "", f"{len(set(told)):,}"
    _forget()


def _residents() -> None:
    """As many as are missing, each with a neighbourhood and wishes of their own."""
    chance = random.Random(1)
    areas = list(Area.objects.filter(kind=Area.Kind.NEIGHBOURHOOD, valid_until=None).order_by("pk"))
    known = Person.objects.filter(email__startswith="resident-", email__endswith="@bench.example").count()
    new = [
        Person(
            email=ADDRESS.format(number),
            language=chance.choice(LANGUAGES),
            level=Level.CONTACT_CONFIRMED,
            home_area=chance.choice(areas),
        )
        for number in range(known, RESIDENTS)
    ]
    with transaction.atomic():
        made = Person.objects.bulk_create(new, batch_size=5000)
        Interest.objects.bulk_create((_interest(each, chance) for each in made), batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _interest(person: Person, chance: random.Random) -> Interest:
    return Interest(
        person=person,
        skills=chance.sample(SKILLS, chance.randint(0, 3)),
        languages=chance.sample(LANGUAGES, chance.randint(0, 2)),
        times=[each.value for each in Slot if chance.random() < 0.3],
        most=chance.choice(RUNGS).value,
        reach=chance.choice(list(Reach)).value,
        letter=True,
    )


def _needs() -> list[Need]:
    chance = random.Random(2)
    slugs = [*neighbourhoods(), ""]
    return [
        Need(
            subject=f"bench.need:{number}",
            source=f"room {number % 5}",
            title=f"Need {number}",
            path="/areas/",
            rung=chance.choice(RUNGS),
            since=now() - timedelta(hours=chance.randint(1, 500)),
            lat=chance.uniform(BOX[0], BOX[1]),
            lon=chance.uniform(BOX[2], BOX[3]),
            area=chance.choice(slugs),
            wanted=chance.randint(5, 40),
            skills=frozenset(chance.sample(SKILLS, chance.randint(0, 2))),
        )
        for number in range(NEEDS)
    ]


def _there(needs: list[Need], where: Where) -> list[Need]:
    """As a room with an index of places would answer: those nearby, or all."""
    if where.lat is None or where.lon is None:
        return needs[: where.most]
    near = [
        each
        for each in needs
        if abs((each.lat or 0) - where.lat) < 0.02 and abs((each.lon or 0) - where.lon) < 0.03
    ]
    return near[: where.most]


def _asked() -> Iterator[float]:
    people = list(Person.objects.filter(email__startswith="resident-").order_by("public_id")[:ASKED])
    for person in people:
        begin = time.perf_counter()
        fitting(seeker_of(Person.objects.get(pk=person.pk)), 60)
        yield (time.perf_counter() - begin) * 1000


def _forget() -> None:
    """What was written for the measure alone."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'notices.deliver'")
    Notice.objects.filter(kind=YouAreInvited.name).delete()
    Letter.objects.all().delete()
