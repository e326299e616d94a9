"""The suite's set-up: one server, one template, a copy for each process; strictness on; what was rendered noted."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from parvis.kernel.clock import now
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.programs import DatabaseNotStartedError
from parvis.kernel.testing import databases, rendered, strictness, travel
from parvis.kernel.testing.jobs import run_jobs as _run_jobs
from parvis.kernel.testing.queries import at_most as _at_most
from parvis.kernel.testing.together import together as _together

# How long an example takes says what else the machine does, nothing about the code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

_open_until_the_end = pytest.StashKey[ExitStack]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """An option of the whole suite alone: part of it cannot render every template."""
    parser.addoption(
        "--whole-suite", action="store_true", help="fail when a template of ours was never rendered"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """The process that directs the suite brings the server up and builds the template; its workers find both."""
    databases.keep_connections_by_thread()
    if _is_worker(session.config) or session.config.option.collectonly:
        return
    shutil.rmtree(rendered_folder(), ignore_errors=True)
    stack = session.config.stash[_open_until_the_end] = ExitStack()
    try:
        stack.enter_context(database_in_use(settings.DATA, durable=False))
    except DatabaseNotStartedError as refused:
        pytest.exit(str(refused), returncode=1)
    with session.config.stash[blocking_manager_key].unblock():
        databases.ensure_template()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write down what was rendered; the directing process brings the server down."""
    rendered.write_down(rendered_folder())
    stack = session.config.stash.get(_open_until_the_end, None)
    if stack is None:
        return
    missing = unrendered() if session.config.getoption("--whole-suite") else []
    if missing and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    session.config.stash[_unrendered] = missing
    stack.close()


_unrendered = pytest.StashKey[list[str]]()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Name the templates that no test rendered."""
    missing = config.stash.get(_unrendered, [])
    if missing:
        terminalreporter.section("templates that no test rendered", red=True)
        terminalreporter.write_line("\n".join(missing))


def rendered_folder() -> Path:
    """Where the processes of the suite note what they rendered."""
    return Path(settings.DATA) / "rendered"


def unrendered() -> list[str]:
    """Our templates that no test of this run rendered."""
    return sorted(rendered.all_templates(settings.SOURCE) - rendered.rendered_templates(rendered_folder()))


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each process begins with its share of what takes minutes, so that nobody waits for one of them at the end; the
    rest stays in its random order. Processes begin with as many tests each, one part of the list after the other."""
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [each for each in items if each.get_closest_marker("long")]
    others = [each for each in items if not each.get_closest_marker("long")]
    each_has = len(items) // processes
    items[:] = []
    for number in range(processes):
        mine = long[number::processes]
        room = each_has - len(mine) if number < processes - 1 else len(others)
        items += mine + others[:room]
        del others[:room]


# ── the database of one process ──────────────────────────────────────────────


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """A copy of the template in place of Django's own set-up, and a fresh copy after each test that commits."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: databases.renew_database())
        with databases.own_database(os.environ.get("PYTEST_XDIST_WORKER", "only")):
            yield


@pytest.fixture(scope="session", autouse=True)
def _strictness(django_test_environment: None) -> None:
    strictness.refuse_undefined_variables()
    strictness.shuffle_unordered_lists()
    rendered.remember_rendered_templates()


# ── what tests ask for by name ───────────────────────────────────────────────


@pytest.fixture
def run_jobs(db: None) -> Callable[..., list[str]]:
    """See `parvis.kernel.testing.jobs.run_jobs`."""
    return _run_jobs


@pytest.fixture
def at_most() -> Callable[..., Any]:
    """See `parvis.kernel.testing.queries.at_most`."""
    return _at_most


@pytest.fixture
def together(transactional_db: None) -> Callable[..., list[Any]]:
    """See `parvis.kernel.testing.together.together`."""
    return _together


@pytest.fixture
def travel_to() -> Callable[..., Any]:
    """See `parvis.kernel.testing.travel.travel_to`."""
    return travel.travel_to


@pytest.fixture
def clock(db: None) -> Iterator[travel.Traveller]:
    """The present moment, standing still until the test moves it: `clock.shift(timedelta(days=1))`."""
    with travel.travel_to(now()) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """A page read in Arabic leaves its language to the thread; the next story begins in English again."""
    with translation.override("en"):
        yield
