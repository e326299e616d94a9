"""The whole of it, as a newcomer starts it: it answers, and whatever happens to it, nothing is left behind."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from parvis.interfaces.cli.ports import Address, answers
from parvis.kernel.database.embedded import EmbeddedDatabase
from parvis.kernel.database.location import PROJECT
from parvis.kernel.testing.site import free_port
from tests.faults.conftest import address_of_this_test

pytestmark = pytest.mark.fault
SECONDS = 60
# numpy, when it is interrupted at this place, tells of a broken installation.
STOP_WHILE_LOADING = """
import os, signal, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "numpy._globals":
            os.kill(os.getpid(), signal.SIGTERM)
            print("told", flush=True)

sys.meta_path.insert(0, Finder())
from parvis.interfaces.cli.main import main
main(["worker"])
"""


@pytest.fixture
def installation(tmp_path):
    """An installation of its own: data folder, port, and the command with them."""
    data = tmp_path / "data"
    yield data
    database = EmbeddedDatabase(data)
    database.stop()
    shutil.rmtree(database.socket, ignore_errors=True)
    shutil.rmtree(database.home.parent, ignore_errors=True)


def serve(data, port):
    return parvis("serve", PARVIS_DATA=str(data), PARVIS_PORT=str(port))


def parvis(word, **settings):
    return python("-m", "parvis.interfaces.cli", word, **settings)


def python(*words, **settings):
    unset = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in unset} | settings
    command = [sys.executable, "-P", *words]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=PROJECT, env=environment, **pipes)


def wait_for_the_end_of(program):
    said = []
    for line in program.stdout:
        said.append(line)
        if line.startswith("Ctrl-C"):
            return
    raise AssertionError("".join(said) + program.communicate()[1])


def wait_until(true):
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end


def test_it_starts_answers_stops_and_survives_being_killed(installation):
    port = free_port()
    address = Address("127.0.0.1", port)
    database = EmbeddedDatabase(installation)
    program = serve(installation, port)
    wait_for_the_end_of(program)
    assert answers(address)
    second = serve(installation, port)
    out, err = second.communicate()
    assert second.returncode == 1
    assert f"Port {port} is in use" in err
    program.send_signal(signal.SIGINT)
    out, err = program.communicate()
    assert program.returncode == 0, err
    assert "Stopping." in out
    assert "Traceback" not in err
    assert not answers(address)
    assert not database.is_running()

    program = serve(installation, port)
    wait_for_the_end_of(program)
    program.kill()
    program.communicate()
    wait_until(lambda: not answers(address))
    program = serve(installation, port)
    wait_for_the_end_of(program)
    program.terminate()
    program.communicate()
    assert program.returncode == 0
    assert not database.is_running()


@pytest.mark.django_db(transaction=True)
def test_a_worker_ends_by_itself_when_those_who_started_it_are_gone(tmp_path):
    address = address_of_this_test()
    left_behind = parvis("worker", DATABASE_URL=address, PARVIS_DATA=str(tmp_path), PARVIS_STARTED_BY="1")
    _out, complaint = left_behind.communicate(timeout=SECONDS)
    assert left_behind.returncode in {0, 130}, complaint  # 130: told to stop while it was starting


def test_a_worker_that_comes_first_makes_the_tables_it_needs(installation):
    worker = python("-m", "parvis.interfaces.cli", "worker", "--until-done", PARVIS_DATA=str(installation))
    _said, complaint = worker.communicate(timeout=SECONDS)
    assert (worker.returncode, complaint) == (0, "")


def test_a_worker_that_is_told_to_stop_while_its_libraries_load_ends_without_a_word_of_faults(installation):
    worker = python("-c", STOP_WHILE_LOADING, PARVIS_DATA=str(installation))
    said, complaint = worker.communicate(timeout=SECONDS)
    assert (worker.returncode, complaint) == (130, "")
    assert "told" in said
    assert not EmbeddedDatabase(installation).is_running()
