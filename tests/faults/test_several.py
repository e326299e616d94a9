"""Two web servers and two workers on one database: they share the work and what they know, whoever dies meanwhile."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress

import psycopg
import pytest
from django.conf import settings

from parvis.kernel.database.location import PROJECT
from parvis.kernel.jobs.work import later_for_each
from parvis.kernel.testing.cast import browser_of, member
from parvis.kernel.testing.site import free_port
from tests.faults.conftest import address_of_this_test
from tests.faults.deeds import count
from tests.faults.test_killed import forget_the_heartbeat

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
SECONDS = 30
JOBS = 200
WORK = """
import tests.faults.deeds
from parvis.kernel.jobs.running import run_worker
run_worker(wait=False, concurrency=2)
"""


@pytest.fixture
def rows():
    """Asks the database beside everything else."""
    with psycopg.connect(address_of_this_test(), autocommit=True) as there:
        there.execute("CREATE TABLE deeds (number int NOT NULL, worker int NOT NULL)")
        yield lambda question: there.execute(question).fetchall()
        there.execute("DROP TABLE deeds")


def wait_until(true):
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_two_workers_share_the_jobs_and_none_is_lost_though_one_is_killed(rows, beside):
    later_for_each(count, [{"number": number} for number in range(JOBS)])
    workers = [beside(WORK), beside(WORK)]
    wait_until(lambda: len(rows("SELECT 1 FROM deeds GROUP BY worker HAVING count(*) > 9")) == 2)
    workers[0].send_signal(signal.SIGKILL)
    workers[0].communicate()
    _out, complaint = workers[1].communicate(timeout=SECONDS)
    assert workers[1].returncode == 0, complaint
    left = rows(
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'faults.count' AND status = 'doing'"
    )[0][0]
    forget_the_heartbeat()
    third = beside(WORK)
    _out, complaint = third.communicate(timeout=SECONDS)
    assert third.returncode == 0, complaint

    ended = "SELECT status, count(*) FROM procrastinate_jobs WHERE task_name = 'faults.count' GROUP BY status"
    assert rows(ended) == [("succeeded", JOBS)]
    done = Counter(number for (number,) in rows("SELECT number FROM deeds"))
    assert set(done) == set(range(JOBS)), "Every job was done."
    twice = [number for number, times in done.items() if times > 1]
    assert len(twice) <= left <= 2, "Only what the killed one was doing may be done again."
    shares = Counter(worker for (worker,) in rows("SELECT worker FROM deeds"))
    assert min(shares[each.pid] for each in workers) > 9
    sys.stdout.write(f"{JOBS} jobs: {dict(shares)}; {left} left by the killed one, {len(twice)} done twice\n")


class WebServer:
    """One web server as `parvis serve` starts it."""

    def __init__(self):
        self.port = free_port()
        command = [
            *(sys.executable, "-P", "-m", "granian", "--interface", "asginl", "--host", "127.0.0.1"),
            *("--port", str(self.port), "--workers", "1", "--no-ws", "--log-level", "warning"),
            "parvis.config.asgi:application",
        ]
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "parvis.config.settings.test", "DATABASE_URL": address_of_this_test(),
            "PARVIS_LOG_LEVEL": "ERROR",
        }  # fmt: skip
        self.program = subprocess.Popen(command, cwd=PROJECT, env=environment, start_new_session=True)

    def kill(self):
        """With the process that does its work."""
        with suppress(ProcessLookupError):
            os.killpg(self.program.pid, signal.SIGKILL)
        self.program.wait()

    def ask(self, path, *, method="GET", cookie="", content=None):
        """The status and the text of the answer; None while nobody answers."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            line.request(method, path, content, {"Cookie": cookie, "Content-Type": "application/json"})
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return None
        finally:
            line.close()


@pytest.fixture
def servers(city):
    pair = [WebServer(), WebServer()]
    yield pair
    for each in pair:
        each.kill()


def test_two_web_servers_know_the_same_people_limits_and_reports(servers):
    one, other = servers
    wait_until(lambda: all(each.ask("/health/") for each in servers))
    assert [each.ask("/health/")[0] for each in servers] == [200, 200]

    browser = browser_of(member("Rita"))
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={browser.cookies[name].value}"
    assert all("Rita" in each.ask("/me/", cookie=cookie)[1] for each in servers)
    browser.logout()
    assert [each.ask("/me/", cookie=cookie)[0] for each in servers] == [302, 302], "Signed out of both."

    def report(server, words):
        content = {"category": "street-light", "lat": 42.355, "lon": -71.065, "answers": {"how_many": "one"}}
        return server.ask("/api/v1/reports", method="POST", content=json.dumps(content | {"words": words}))[0]

    answers = [report(servers[number % 2], f"Lamp {number}") for number in range(12)]
    assert answers == [201] * 10 + [429] * 2, "Ten in a row, wherever they were asked."
    assert "Lamp 9" in one.ask("/reports/")[1]
    one.kill()
    assert one.ask("/health/") is None
    assert "Lamp 9" in other.ask("/reports/")[1], "One is enough."
