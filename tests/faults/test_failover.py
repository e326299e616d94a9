"""The machine that writes is lost under load; the other one takes over, and what was acknowledged is there, once."""

import sys
import threading
import time

import psycopg
import pytest

from parvis.kernel.verification.queries import broken_links_of

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
SECONDS = 30
PEOPLE = 4
OPEN_REPORTS = """
import os, signal, threading
from django.db import InterfaceError, OperationalError, connection
from parvis.services.reports.actions.opening import NewReport, open_report
from parvis.services.reports.models import Category

light = Category.objects.get(slug="street-light")
over = threading.Event()

def report(person):
    number = 0
    while not over.is_set():
        key = f"{person}-{number}"
        try:
            open_report(NewReport(category=light, lat=42.355, lon=-71.065, words=key, key=key))
        except (InterfaceError, OperationalError):
            connection.close()
            over.wait(0.05)  # nobody told them that it is kept, so they press the button again
            continue
        os.write(1, f"{key}\\n".encode())  # at once and whole, whoever else writes
        number += 1

def die(failure):
    threading.__excepthook__(failure)
    os._exit(1)

threading.excepthook = die  # whatever else goes wrong ends the test
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
people = [threading.Thread(target=report, args=(number,)) for number in range(PEOPLE)]
for each in people:
    each.start()
signal.sigwait({signal.SIGTERM})
over.set()
for each in people:
    each.join()
"""


# Each commit waits for a moment; this one for longer than any answer takes that was on its way.
WAITS_IN_VAIN = """
SELECT count(*) > 0 FROM pg_stat_activity
WHERE wait_event = 'SyncRep' AND clock_timestamp() - query_start > interval '500 ms'
"""


class Load:
    """People who open reports one after the other, and what was acknowledged to them, in order."""

    def __init__(self, beside, address):
        self.program = beside(f"PEOPLE = {PEOPLE}\n{OPEN_REPORTS}", address)
        self.acknowledged = []
        self._hearing = threading.Thread(target=self._hear, daemon=True)
        self._hearing.start()

    def _hear(self):
        for line in self.program.stdout:
            self.acknowledged.append(line.strip())

    def wait_for_more(self, number):
        """Until so many more were acknowledged."""
        wanted, end = len(self.acknowledged) + number, time.monotonic() + SECONDS
        while len(self.acknowledged) < wanted:
            assert self.program.poll() is None, self.program.stderr.read()
            assert time.monotonic() < end, f"{len(self.acknowledged)} of {wanted}"
            time.sleep(0.02)

    def end(self):
        self.program.terminate()
        assert self.program.wait(SECONDS) == 0, self.program.stderr.read()
        self._hearing.join()


def reports_on(machine):
    return dict(machine.rows("SELECT words, count(*) FROM reports_report GROUP BY words"))


def lost(acknowledged, machine):
    """What people were told is kept, and is not there once."""
    kept = reports_on(machine)
    return [key for key in acknowledged if kept.get(key) != 1]


def journal_of(pair):
    with psycopg.connect(pair.address) as there:
        entries = there.execute("SELECT count(*) FROM journal_entry").fetchone()[0]
        assert not list(broken_links_of(there))
    return entries


def test_nothing_acknowledged_is_lost_with_the_machine_that_wrote(pair, beside):
    a, b = pair.a, pair.b
    a.do("together")
    load = Load(beside, pair.address)
    load.wait_for_more(40)
    pair.line.freeze()
    a.wait_for(WAITS_IN_VAIN)
    shown = set(reports_on(a))  # what waits for the standby is not shown to anybody yet
    b.do("promote", "--although-the-other-writes")
    before = list(load.acknowledged)
    a.kill()
    assert set(before) <= shown, "Cut off, it acknowledged what the other one never saw."
    assert lost(before, b) == []
    assert shown <= set(reports_on(b))
    load.wait_for_more(20)  # with the address that they had

    refused = a.tell("start")
    assert (refused.returncode, "must not write" in refused.stderr) == (3, True)
    a.do("rejoin")
    a.do("start")
    b.do("together")
    load.wait_for_more(20)

    b.do("stop")  # a planned switch back, while people go on
    a.do("promote")
    load.wait_for_more(20)
    b.other = a.port
    b.do("rejoin")
    b.do("start")
    a.do("together")
    load.wait_for_more(20)
    load.end()
    assert lost(load.acknowledged, a) == []
    assert set(reports_on(a).values()) == {1}
    entries = journal_of(pair)
    pair.wait_until_level()
    assert reports_on(a) == reports_on(b)
    sys.stdout.write(f"{len(before)} acknowledged before, {len(load.acknowledged)} in the end, ")
    sys.stdout.write(f"0 lost; {entries} entries of the journal hold\n")


def test_where_commits_wait_for_nobody_acknowledged_reports_are_lost(pair, beside):
    """So the test above would see it; and so the runbook warns."""
    load = Load(beside, pair.address)
    load.wait_for_more(20)
    # As after an earlier time when this one wrote and waited; it must not go on waiting when it writes again.
    pair.b.rows("ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (parvis_a)'")
    pair.b.rows("SELECT pg_reload_conf()")
    pair.line.freeze()
    load.wait_for_more(20)
    pair.a.kill()
    before = list(load.acknowledged)
    pair.b.do("promote")
    assert lost(before, pair.b)
    load.wait_for_more(4)
