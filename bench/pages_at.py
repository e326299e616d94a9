"""Measures pages and actions on one installation: `python -m bench.pages_at 100000 entries` prints rows as JSON lines.

A program of its own because each size has a data folder of its own; `bench_pages.py` starts it.
"""

import json
import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from parvis.interfaces.cli.start import migrate_if_needed, set_up_django
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder

ROUNDS = 40
DEEDS = 50
# Back Bay, South Boston, Dorchester, Jamaica Plain: as people are spread over a city.
PLACES = ((42.3521, -71.0773), (42.3365, -71.0460), (42.3016, -71.0676), (42.3098, -71.1204))
BOXED = "status=closed&lat_sw=42.30&long_sw=-71.12&lat_ne=42.38&long_ne=-71.04&page=20&page_size=50"
READ_BAR, ACT_BAR = "≤ 30 / 80 ms", "≤ 25 ms"


def main(size: int, of: str) -> None:
    """Fill, measure, print; `of` is what is counted, entries of the journal or reports."""
    with database_in_use(data_folder()):
        set_up_django()
        migrate_if_needed()
        from bench.filling import ASSETS, fill, fill_assets, import_reports

        begin = time.monotonic()
        if of == "reports":
            pace = import_reports(size)
            if pace is not None:
                tell(f"bringing in reports up to {size:,}", "≥ 2,000 /s", f"{pace:,.0f} /s")
        else:
            fill(size)
        tell(f"filling up to {size:,} {of}, and counting", "", f"{time.monotonic() - begin:.0f} s")
        pace = fill_assets(ASSETS)
        if pace is not None:
            tell(f"bringing in {ASSETS:,} assets", "≥ 2,000 /s", f"{pace:,.0f} /s")
        for row in (*_pages(f"{size:,} {of}"), *_actions()):
            tell(*row)


def tell(*row: str) -> None:
    """One row of the table."""
    print(json.dumps(row), flush=True)


def _pages(size: str) -> Iterator[tuple[str, str, str]]:
    from django.contrib.auth import get_user_model
    from django.test import Client

    from parvis.config.asgi import keep_for_good
    from parvis.services.reports.models import Report

    keep_for_good()
    guest, agent = (Client(headers={"host": "127.0.0.1"}, raise_request_exception=False) for _ in range(2))
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    agent.force_login(get_user_model().objects.get(email__startswith="mona@"), backend=backend)
    shown = Report.objects.filter(is_public=True).order_by("-opened_at").first()
    for name, browser, path in (*_public(guest, shown), *_of_office(agent), *_of_assets(guest)):
        took = _read(lambda browser=browser, path=path: browser.get(path))
        yield f"{name} at {size}", READ_BAR, took


def _public(guest: Any, shown: Any) -> Iterator[tuple[str, Any, str]]:
    yield from (
        (name, guest, path)
        for name, path in (
            ("the front page", "/"),
            ("a neighbourhood", "/areas/back-bay/"),
            ("the list of reports", "/reports/"),
            ("the list, by area and state", "/reports/?area=back-bay&state=closed"),
            ("the map of reports, whole city", "/reports/map.json?box=-71.12,42.30,-71.04,42.38&zoom=12"),
            ("one report", shown.get_absolute_url() if shown else "/"),
            ("the feed", "/reports/feed/"),
            ("the programs' list", "/api/v1/reports"),
            ("who waits longer, everywhere", "/waits/"),
            ("who waits longer, one kind", "/waits/?category=street-light"),
            ("who waits longer, one neighbourhood", "/waits/?area=back-bay"),
            ("Open311 requests, 50", "/open311/v2/requests.json?page_size=50"),
            ("Open311 requests, 1000 in XML", "/open311/v2/requests.xml"),
            ("Open311 requests, closed, in a box, page 20", f"/open311/v2/requests.json?{BOXED}"),
            ("Open311 updates, 1000", "/open311/v2/servicerequestupdates.json"),
            ("the city in figures", "/figures/"),
            ("neighbourhoods side by side", "/figures/areas/"),
            ("where reports came from", "/figures/map/"),
            ("the cells of a month", "/figures/cells.json"),
            ("the card of the whole city", "/embed/card/"),
            ("the card of a neighbourhood", "/embed/card/?area=back-bay"),
        )
    )


def _of_office(agent: Any) -> Iterator[tuple[str, Any, str]]:
    yield "an office's queue", agent, "/office/reports/"
    yield "an office's figures", agent, "/office/figures/"


def _of_assets(guest: Any) -> Iterator[tuple[str, Any, str]]:
    from parvis.services.assets.contracts import Which, things

    (lamp,) = things(Which("bench"), 50_000, 1)
    yield "the map of 100,000 assets, whole city", guest, "/assets/map.json?box=-71.12,42.30,-71.04,42.38"
    yield "the map of 100,000 assets, a street", guest, "/assets/map.json?box=-71.079,42.350,-71.076,42.352"
    yield "the list of 100,000 assets", guest, "/assets/?area=back-bay"
    yield "one asset", guest, lamp.path


def _read(get: Callable[[], Any]) -> str:
    """How long one page takes, and how many questions it asks of the database."""
    from django.db import connection

    answer = get()
    if answer.status_code != 200:
        return f"answers {answer.status_code}"
    asked: list[str] = []
    with connection.execute_wrapper(lambda execute, sql, *rest: asked.append(sql) or execute(sql, *rest)):
        get()
    times = sorted(_seconds(lambda: get().content) for _ in range(ROUNDS))
    half, most = statistics.median(times), times[int(ROUNDS * 0.95) - 1]
    return f"{half * 1e3:.0f} / {most * 1e3:.0f} ms, {len(asked)} q"


def _actions() -> Iterator[tuple[str, str, str]]:
    from parvis.services.reports.actions.opening import NewReport, open_report
    from parvis.services.reports.models import Category

    category = Category.objects.filter(is_offered=True, is_private=False, urgent={}).order_by("pk").first()
    new = NewReport(category=category, lat=42.3521, lon=-71.0773, words="Measured.")
    open_report(new)
    times = sorted(_seconds(lambda: open_report(new)) for _ in range(ROUNDS))
    yield (
        "opening a report: journal, promise, notices; p50",
        ACT_BAR,
        f"{statistics.median(times) * 1e3:.1f} ms",
    )
    where = f"on {len(PLACES)} connections at once, each in a neighbourhood of its own"
    yield f"the same {where}", "≥ 150 /s", f"{_at_once(new, open_report):.0f} /s"


def _at_once(new: Any, open_report: Callable[[Any], object]) -> float:
    """How many a second when people in several places send at the same time."""
    from django.db import connection

    connection.close()
    connection.close_pool()  # a forked process must not inherit connections
    forked = multiprocessing.get_context("fork")
    gate = forked.Barrier(len(PLACES) + 1)

    def some(lat: float, lon: float) -> None:
        mine = replace(new, lat=lat, lon=lon)
        open_report(mine)
        gate.wait()
        for _ in range(DEEDS):
            open_report(mine)

    people = [forked.Process(target=some, args=place) for place in PLACES]
    for person in people:
        person.start()
    gate.wait()
    begin = time.perf_counter()
    for person in people:
        person.join()
    return len(PLACES) * DEEDS / (time.perf_counter() - begin)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
