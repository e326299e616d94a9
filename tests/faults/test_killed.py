"""What is killed in the middle leaves nothing half done, and is done once in the end."""

import os
import signal
import subprocess
from contextlib import suppress
from datetime import timedelta

import psycopg
import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection

from parvis.kernel.clock import now
from parvis.kernel.database import backup
from parvis.kernel.database.location import connection_address
from parvis.kernel.database.models import Seeding
from parvis.kernel.database.programs import DatabaseNotStartedError, find_programs
from parvis.kernel.digests.actions import gather
from parvis.kernel.jobs.work import later
from parvis.kernel.notices.actions import choose, tell
from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.models import Delivery, Pace
from parvis.kernel.notices.tests.stage import BENCH, News
from parvis.kernel.testing.cast import member
from parvis.kernel.testing.site import free_port
from parvis.services.reports.tests.stage import reported
from tests.faults.conftest import address_of_this_test, hear
from tests.faults.deeds import go_round, greet, write
from tests.faults.postbox import SlowPostbox

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

OPEN_A_REPORT = """
import sys
from django.db import transaction
from parvis.services.reports.actions.opening import NewReport, open_report
from parvis.services.reports.models import Category

new = NewReport(category=Category.objects.get(slug="street-light"), lat=42.355, lon=-71.065, words="Dark.", key="one")
with transaction.atomic():
    open_report(new)
    if WAIT:
        print("in the middle", flush=True)
        sys.stdin.read()
from parvis.kernel.verification.queries import broken_links
assert not list(broken_links())
print("done", flush=True)
"""
COUNTS = """
SELECT (SELECT count(*) FROM reports_report), (SELECT count(*) FROM promises_promise),
       (SELECT count(*) FROM journal_entry), (SELECT count(*) FROM journal_once),
       (SELECT count(*) FROM notices_notice), (SELECT count(*) FROM procrastinate_jobs)
"""


def moved_to(server, tmp_path):
    """This test's database, copied into a server that may be killed; its address there."""
    file = tmp_path / "city.dump"
    subprocess.run(
        [find_programs(None) / "pg_dump", "-Fc", "--no-owner", "-f", file, "-d", address_of_this_test()],
        check=True,
    )
    backup.restore(server.data, file)
    return connection_address(server.data)


def counts(address):
    with psycopg.connect(address) as there:
        return there.execute(COUNTS).fetchone()


def test_the_database_is_killed_in_the_middle_of_an_action(city, amina, own_server, beside, tmp_path):
    address = moved_to(own_server, tmp_path)
    before = counts(address)
    program = beside(f"WAIT = True\n{OPEN_A_REPORT}", address)
    hear(program, "in the middle")
    kill_with_all_its_helpers(own_server, address)
    _out, complaint = program.communicate()
    assert program.returncode != 0
    assert "OperationalError" in complaint
    start_again(own_server)
    assert counts(address) == before
    hear(beside(f"WAIT = False\n{OPEN_A_REPORT}", address), "done")
    after = counts(address)
    assert after[:5] == tuple(number + 1 for number in before[:5])
    assert after[5] > before[5], "A letter to the office waits."
    hear(beside(f"WAIT = False\n{OPEN_A_REPORT}", address), "done")
    assert counts(address) == after, "The same key is the same report."


def kill_with_all_its_helpers(server, address):
    """As when the machine loses its power: a helper left alone could still finish what it was asked."""
    with psycopg.connect(address) as there:
        helpers = [pid for (pid,) in there.execute("SELECT pid FROM pg_stat_activity")]
    for process in (server.pid, *helpers):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def test_the_person_is_killed_in_the_middle_of_an_action(city, beside):
    before = counts(address_of_this_test())
    program = beside(f"WAIT = True\n{OPEN_A_REPORT}")
    hear(program, "in the middle")
    program.kill()
    program.communicate()
    assert counts(address_of_this_test()) == before


def test_the_worker_is_killed_in_the_middle_of_a_job(beside, tmp_path):
    gate = tmp_path / "gate"
    later(write, gate=str(gate))
    work = (
        "import tests.faults.deeds\nfrom parvis.kernel.jobs.running import run_worker\nrun_worker(wait=False)"
    )
    killed = beside(work)
    hear(killed, "in the middle")
    killed.kill()
    killed.communicate()
    assert not Seeding.objects.exists()
    assert job() == ("doing", 0)
    forget_the_heartbeat()
    gate.touch()
    second = beside(work)
    _out, complaint = second.communicate()
    assert second.returncode == 0, complaint
    assert Seeding.objects.count() == 1
    assert job()[0] == "succeeded"


ROUNDS = """
import signal
import tests.faults.deeds
from parvis.kernel.jobs import running

running.SECONDS_BETWEEN_LOOKS = 0.2
signal.alarm(60)  # who waits for a word in vain hears of the end
running.run_worker(wait={wait})
"""


@pytest.fixture
def round_broken_off(transactional_db, beside, tmp_path, monkeypatch):
    """A worker died in periodic work, and the next round waits behind it already."""
    monkeypatch.setenv("PARVIS_TEST_GATE", str(tmp_path / "gate"))
    go_round.defer(timestamp=1)
    killed = beside(ROUNDS.format(wait=False))
    hear(killed, "in the middle")
    killed.kill()
    killed.communicate()
    go_round.defer(timestamp=2)
    (tmp_path / "gate").touch()


def test_a_worker_killed_over_periodic_work_does_not_stop_the_next_round_nor_the_next_worker(
    round_broken_off, beside
):
    forget_the_heartbeat()
    following = beside(ROUNDS.format(wait=False))
    _out, complaint = following.communicate()
    assert following.returncode == 0, complaint
    assert states_of("faults.round") == ["failed", "succeeded"]


def test_a_worker_killed_over_periodic_work_does_not_stop_a_worker_that_is_there(round_broken_off, beside):
    later(greet)
    beside_it = beside(ROUNDS.format(wait=True))
    hear(beside_it, "here")
    forget_the_heartbeat()
    hear(beside_it, "went round")
    assert states_of("faults.round")[0] == "failed"


DELIVER = """
from django.conf import settings
from parvis.kernel.jobs.running import run_worker

options = dict(host="127.0.0.1", port={port})
settings.MAILERS = dict(default=dict(BACKEND="django.core.mail.backends.smtp.EmailBackend", OPTIONS=options))
run_worker(wait=False, concurrency=1)
"""


def test_the_worker_is_killed_over_a_letter_and_the_letter_arrives_once(city, alice, beside):
    reported(city, alice)
    postbox = SlowPostbox()
    server = Controller(postbox, hostname="127.0.0.1", port=free_port())
    work = DELIVER.format(port=server.port)
    server.start()
    try:
        killed = beside(work)
        assert postbox.is_reading.wait(60), killed.communicate()
        killed.kill()
        killed.communicate()
        postbox.may_go_on.set()
        assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.WAITING}
        forget_the_heartbeat()
        for _again in range(2):
            second = beside(work)
            _out, complaint = second.communicate()
            assert second.returncode == 0, complaint
    finally:
        postbox.may_go_on.set()
        server.stop()
    assert [letter["X-RcptTo"] for letter in postbox.letters] == [alice.email]
    assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.SENT}


def test_the_worker_is_killed_over_the_digests_and_everybody_gets_one(transactional_db, beside, travel_to):
    """Three people wait for the letter of the morning; the worker dies over the first."""
    people = [member(name) for name in ("Alice", "Bob", "Zoe")]
    for person in people:
        choose(person, Category.FOLLOWED, wanted=True, pace=Pace.DAILY)
    with travel_to(now() - timedelta(days=2)):
        tell(News, people, BENCH)
    gather()
    postbox = SlowPostbox()
    server = Controller(postbox, hostname="127.0.0.1", port=free_port())
    work = f"import parvis.kernel.notices.tests.stage\n{DELIVER.format(port=server.port)}"
    server.start()
    try:
        killed = beside(work)
        assert postbox.is_reading.wait(60), killed.communicate()
        killed.kill()
        killed.communicate()
        postbox.may_go_on.set()
        for _again in range(2):
            gather()
            second = beside(work)
            _out, complaint = second.communicate()
            assert second.returncode == 0, complaint
    finally:
        postbox.may_go_on.set()
        server.stop()
    assert sorted(letter["X-RcptTo"] for letter in postbox.letters) == sorted(each.email for each in people)
    assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.SENT}


def job():
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, attempts FROM procrastinate_jobs WHERE task_name = 'faults.write'")
        return cursor.fetchone()


def states_of(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [name])
        return [state for (state,) in cursor.fetchall()]


def forget_the_heartbeat():
    """As if the thirty seconds had passed after which the silent worker of a job counts as dead."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 minutes' "
            "WHERE id IN (SELECT worker_id FROM procrastinate_jobs WHERE status = 'doing')"
        )


def start_again(server):
    """The killed server's helpers notice within a moment; until then PostgreSQL rightly refuses."""
    refusals = []
    while len(refusals) < 100:
        try:
            return server.start()
        except DatabaseNotStartedError as refused:
            refusals.append(str(refused))
    raise AssertionError(refusals[-1])


def test_the_suite_itself_uses_another_server(own_server):
    assert str(own_server.socket) != connection.settings_dict["HOST"]
    assert own_server.data != settings.DATA
