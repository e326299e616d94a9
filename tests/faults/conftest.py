"""What the fault tests break, and programs that run beside the suite so that they can be killed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.conf import settings
from django.db import connection

from parvis.kernel.database.embedded import EmbeddedDatabase
from parvis.kernel.database.location import PROJECT, connection_address
from parvis.services.reports.tests.stage import build
from tests.faults.pair import Pair


@pytest.fixture
def city(transactional_db):
    """A small city in which reports are open, committed so that other processes see it."""
    return build()


@pytest.fixture
def own_server(tmp_path, monkeypatch):
    """A PostgreSQL that may be killed: nobody else uses it."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    database = EmbeddedDatabase(tmp_path / "server")
    database.start()
    yield database
    database.stop()
    shutil.rmtree(database.socket, ignore_errors=True)
    shutil.rmtree(database.home.parent, ignore_errors=True)


@pytest.fixture
def pair(city, tmp_path):
    """Two databases that hold this city: one writes, the other follows."""
    pair = Pair()
    try:
        pair.build(address_of_this_test(), tmp_path / "city.dump")
        yield pair
    finally:
        pair.remove()


@pytest.fixture
def beside():
    """Starts Python code in a process of its own, on a database: `beside(code, address)`; ended with the test."""
    started = []

    def start(code: str, address: str = "", **settings: str) -> subprocess.Popen[str]:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "parvis.config.settings.test",
            "DATABASE_URL": address or address_of_this_test(),
            "PYTHONPATH": str(PROJECT),
            "PARVIS_LOG_LEVEL": "ERROR",
            **settings,
        }
        program = subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            env=environment,
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(program)
        return program

    yield start
    for program in started:
        with suppress(ProcessLookupError):
            program.kill()
        program.communicate()


def address_of_this_test() -> str:
    """The test's own database, for a program beside it."""
    return connection_address(settings.DATA, str(connection.settings_dict["NAME"]))


def hear(program: subprocess.Popen[str], word: str) -> None:
    """Wait until the program says the word; its last words where it does not."""
    for line in program.stdout or ():
        if line.strip() == word:
            return
    raise AssertionError(f"The program ended without saying {word}: {program.communicate()[1][-2000:]}")


type Beside = Callable[..., subprocess.Popen[str]]
