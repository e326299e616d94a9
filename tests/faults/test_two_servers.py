"""Two cities of ours talk over a line that drops, doubles, delays and reorders, and one of them is killed meanwhile.

In the end both know the same: nothing is lost, nothing is there twice. With PARVIS_REPORTS=1000 in the environment a
thousand requests and three thousand updates go over the line; the suite takes fewer.
"""

import os
import sys
from datetime import timedelta

import psycopg
import pytest

from parvis.kernel.testing.databases import second_database
from parvis.kernel.testing.site import free_port
from parvis.services.dispatch.actions.hearing import ask_channel
from parvis.services.dispatch.actions.sending import deliver_due
from parvis.services.dispatch.models import Channel, Parcel
from parvis.services.reports.actions.part import comment
from parvis.services.reports.models import Comment, Report
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import reported
from tests.faults.proxy import BadLine

pytestmark = [pytest.mark.fault, pytest.mark.long]
REPORTS = int(os.environ.get("PARVIS_REPORTS", "30"))
ROUNDS = 60
PEOPLE = """
from parvis.kernel.programs.actions import register
from parvis.kernel.programs.models import Program
from parvis.kernel.testing.cast import member, official
from parvis.services.open311.rules import NEWS, SEND, VOUCH
from parvis.services.reports.tests.stage import build

stage = build()
official("Omar", stage.parks)
program, key = register(member("Bob"), "Boston")
Program.objects.update(scopes=[SEND, VOUCH, NEWS], per_hour=20_000)
print(key)
"""
SITE = """
import threading
from parvis.kernel.testing.site import LiveSite

LiveSite({port}).start()
print("serving", flush=True)
threading.Event().wait()
"""
WORK = """
from parvis.kernel.people.models import Person
from parvis.services.reports.actions import work
from parvis.services.reports.models import Report
from parvis.services.reports.rules import Closing

omar = Person.objects.get(public_name="Omar")
for report in Report.objects.filter(state="open").order_by("pk"):
    work.answer(report.pk, omar, f"We saw {report.words}")
    closing = list(Closing)[report.pk % len(Closing)]
    closing = Closing.DONE if closing is Closing.DUPLICATE else closing
    work.close(report.pk, omar, closing, f"We ended {report.words}")
"""


class OtherCity:
    """A second installation of ours: a database and a process of its own."""

    def __init__(self, beside, database):
        self.beside, self.database, self.port = beside, database, free_port()
        self.key = self.do(PEOPLE)
        self.start()

    def do(self, code):
        """Something that its own people do."""
        program = self.beside(code, self.database)
        said, wrong = program.communicate()
        assert program.returncode == 0, wrong
        return said.strip()

    def start(self):
        self.site = self.beside(SITE.format(port=self.port), self.database)
        assert self.site.stdout.readline() == "serving\n", self.site.stderr.read()

    def kill(self):
        self.site.kill()
        self.site.wait()

    def rows(self, query):
        with psycopg.connect(self.database) as there:
            return there.execute(query).fetchall()


@pytest.fixture
def there(beside, transactional_db):
    """The other city."""
    with second_database() as database:
        yield OtherCity(beside, database)


@pytest.fixture
def line(there):
    """The line to it."""
    line = BadLine(there.port, seed=311)
    yield line
    line.close()


@pytest.fixture
def channel(city, there, line, settings):
    settings.OUTBOUND_MAY_REACH_THIS_MACHINE = True
    address = f"http://127.0.0.1:{line.port}/open311/v2"
    return Channel.objects.create(office=city.lighting, address=address, key=there.key, codes={"*": "tree"})


def numbered(report):
    return Parcel.objects.get(kind="report", report=report.public_id).foreign_id.replace("-", "").lower()


def exchange(channel, clock, until):
    """Send and ask, as time goes by, until nothing is left to send and what is wanted is true."""
    for _round in range(ROUNDS):
        while deliver_due():
            pass
        channel.refresh_from_db()
        ask_channel(channel)
        if not Parcel.objects.filter(state="waiting").exists() and until():
            return
        clock.shift(timedelta(minutes=20))
    raise AssertionError(f"{Parcel.objects.filter(state='waiting').count()} parcels still wait.")


def test_both_sides_know_the_same_in_the_end(city, there, line, channel, clock, bob):
    made = [reported(city, words=f"lamp {number}", answers={"how_many": "one"}) for number in range(REPORTS)]
    for _some in range(REPORTS // 20):
        deliver_due()
    there.kill()
    deliver_due()
    there.start()
    for report in made:
        comment(report.pk, bob, f"still {report.words}")
    exchange(channel, clock, until=lambda: True)
    there.do(WORK)
    exchange(channel, clock, until=lambda: not Report.objects.exclude(state="closed").exists())
    line.let_go()
    exchange(channel, clock, until=lambda: True)

    known = {
        public_id: row
        for public_id, *row in there.rows(
            "SELECT public_id, words, state, closing, closing_words FROM reports_report"
        )
    }
    ours = {
        numbered(report): [report.words, report.state, report.closing, report.closing_words]
        for report in Report.objects.all()
    }
    assert ours == known
    assert len(ours) == REPORTS
    said_there = there.rows("SELECT words FROM reports_comment WHERE via <> '' ORDER BY words")
    assert [words for (words,) in said_there] == sorted(f"still {report.words}" for report in made)
    answers = Comment.objects.filter(kind="answer").values_list("words", flat=True)
    assert sorted(answers) == sorted(f"We saw {report.words}" for report in made)
    assert {report.closing for report in Report.objects.all()} <= {"", *Closing}
    assert min(line.done[fault] for fault in ("dropped before", "dropped after", "doubled")) > 0
    sys.stdout.write(f"{REPORTS} requests, {3 * REPORTS} updates; the line: {dict(line.done)}\n")
