"""Run Parvis: the database, the web server and the worker, until Ctrl-C."""

import os
import sys
from argparse import ArgumentParser, Namespace
from concurrent.futures import ThreadPoolExecutor

from parvis.interfaces.cli.children import Child, Household
from parvis.interfaces.cli.ports import Address, address_from_environment, answers, refuse_if_taken
from parvis.interfaces.cli.start import migrate_if_needed, set_up_django, tables_are_current
from parvis.interfaces.cli.terminal import CannotError, say
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder

SECONDS_TO_ANSWER = 60


def configure(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--demo", action="store_true", help="load the demo city where it is not there yet")
    parser.add_argument(
        "--no-worker", action="store_true", help="without the worker, which then runs elsewhere"
    )


def run(options: Namespace) -> int:
    """Serve; 0 when stopped on purpose."""
    address = address_from_environment()
    refuse_if_taken(address)
    web, worker = _children(address)
    household = Household([web] if options.no_worker else [web, worker])
    # Django loads here while PostgreSQL, and then the web server, start: on two cores that halves the wait.
    with ThreadPoolExecutor(1) as loading, database_in_use(data_folder()):
        loaded = loading.submit(set_up_django)
        try:
            if tables_are_current():
                web.start()
            loaded.result()
            _prepare(demo=options.demo)
            household.heed_signals()  # until here Ctrl-C breaks off what is being done
            web.start()
            _say_where(address, household, demo=options.demo)
            household.start()
            while household.wait():
                pass
            say("Stopping.")
        finally:
            household.stop()
    return 0


def _prepare(*, demo: bool) -> None:
    from django.db import connections

    from parvis.interfaces.cli.commands import seed

    migrate_if_needed()
    if demo:
        seed.plant(seed.missing())
    connections.close_all()  # nothing here needs the database any more


def _say_where(address: Address, household: Household, *, demo: bool) -> None:
    from django.conf import settings

    from parvis.interfaces.cli.sign_ins import print_sign_ins

    _wait_for_answer(address, household)
    if household.is_stopping:
        return
    say(f"\nParvis shows {settings.CITY.name} at {address.url}\n")
    if demo:
        print_sign_ins()
        _say_what_to_try(address)
    say("\nCtrl-C stops everything.")


def _say_what_to_try(address: Address) -> None:
    from django.conf import settings

    say(
        f"\n  As a resident:  {address.url}/reports/new/ needs no sign-in. Report a street light, then follow it."
    )
    say(
        f"  As an office:   {address.url}/office/ is the queue. Sign in as an agent, with the code of this half minute."
    )
    say(f"  Letters and codes that the site sends lie in {settings.DATA}/mail.")


def _wait_for_answer(address: Address, household: Household) -> None:
    tries = 0
    while not answers(address):
        if not household.wait(0.05):
            return
        tries += 1
        if tries > SECONDS_TO_ANSWER / 0.05:
            raise CannotError(
                f"The web server does not answer at {address.url}. `parvis doctor` looks further."
            )


def _children(address: Address) -> tuple[Child, Child]:
    python = [sys.executable, "-P", "-m"]
    os.environ.setdefault("PARVIS_PORT", str(address.port))
    web = Child(
        "web server",
        [
            *(
                *python,
                "granian",
                "--interface",
                "asginl",
                "--host",
                address.host,
                "--port",
                str(address.port),
            ),
            *("--workers", os.environ.get("PARVIS_WORKERS", "1"), "--respawn-failed-workers", "--no-ws"),
            *("--log-level", "warning", "parvis.config.asgi:application"),
        ],
        restarts=False,
    )
    worker = Child("worker", [*python, "parvis.interfaces.cli", "worker"], restarts=True)
    return web, worker
