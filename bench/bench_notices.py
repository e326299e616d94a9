"""How fast ten thousand people are told one thing: `make bench only=notices`."""

import time
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection, transaction

from parvis.kernel.notices.actions import tell
from parvis.kernel.notices.kinds import Category, NoticeKind, register
from parvis.kernel.notices.models import Notice
from parvis.kernel.people.models import Person

READERS = 10_000
ADDRESS = "reader-{}@bench.example"


@register
class Measured(NoticeKind):
    """A notice for the measure alone."""

    name = "bench.measured"
    category = Category.AREA
    template = "notices/letter"

    def title(self, data: Mapping[str, Any]) -> str:
        return "Measured"

    def path(self, data: Mapping[str, Any]) -> str:
        return "/"


def figures() -> Iterator[tuple[str, str, str]]:
    """From the call until notices, deliveries and jobs are committed; then all of it goes again."""
    people = list(_readers())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.deliver'")
        before = cursor.fetchone()[0]
    begin = time.perf_counter()
    with transaction.atomic():
        told = tell(Measured, people, {})
    seconds = time.perf_counter() - begin
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.deliver'")
        queued = cursor.fetchone()[0] - before
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'notices.deliver'")
    Notice.objects.filter(kind=Measured.name).delete()
    yield f"one notice told to {told:,} people, {queued:,} jobs queued", "< 10 s", f"{seconds:.1f} s"


def _readers() -> Iterator[Person]:
    known = {
        each.email: each for each in Person.objects.filter(email__endswith="@bench.example").order_by("pk")
    }
    wanted = [ADDRESS.format(number) for number in range(READERS)]
    new = [Person(email=each, public_name="Reader", language="en") for each in wanted if each not in known]
    yield from Person.objects.bulk_create(new)
    yield from (known[each] for each in wanted if each in known)
