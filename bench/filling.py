"""Fills a database of its own with history: reports through their bulk action, and other entries."""

import random
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection

from parvis.interfaces.cli.commands import seed
from parvis.kernel.clock import now
from parvis.kernel.journal.actions import Draft, prepare_months, record_many
from parvis.kernel.people.models import Organisation
from parvis.kernel.places.models import Area
from parvis.kernel.places.points import PointRow
from parvis.services.assets import contracts as assets
from parvis.services.figures import actions as figures
from parvis.services.reports.contracts import Closing, ForeignReport, bring_in, known_kinds
from parvis.services.reports.models import Report
from parvis.services.waits import actions as waits

# Of a hundred entries twenty come from opening reports and as many from closing them; the others are small talk.
REPORTS_OF_ENTRIES = 0.2
DAYS = 365
BATCH = 20_000
ASSETS = 100_000
BOX = (42.30, 42.38, -71.12, -71.04)


def fill(entries: int) -> None:
    """Make the journal at least this long; a second time adds nothing."""
    fill_reports(int(entries * REPORTS_OF_ENTRIES))
    _talk(entries)
    _count()
    _settle()


def fill_reports(number: int) -> None:
    """Make so many reports at least, open and closed; a second time adds nothing."""
    seed.plant([each for each in seed.missing() if each.module in {"places", "people", "reports"}])
    _bring_in(number)
    _settle()


def _bring_in(number: int) -> None:
    for _taken in bring_in(_reports(Report.objects.count(), number)):
        pass


def import_reports(number: int) -> float | None:
    """The same, counted for every page that shows sums; how many a second came in, None where they were there."""
    fill_reports(0)
    missing = number - Report.objects.count()
    begin = time.monotonic()
    _bring_in(number)
    pace = missing / (time.monotonic() - begin)
    _settle()
    _count()
    return pace if missing > 0 else None


def fill_assets(number: int) -> float | None:
    """Make so many street lights; how many a second, None where they are there already."""
    if sum(each.standing for each in assets.known_layers("bench")) >= number:
        return None
    wish = assets.LayerWish("bench", {"en": "Street light"}, "bench", categories=("street-light",))
    assets.keep_layer(wish, Organisation.objects.get(is_public_desk=True))
    chance = random.Random(number)
    rows = [
        PointRow(line, f"lamp {line}", chance.uniform(BOX[0], BOX[1]), chance.uniform(BOX[2], BOX[3]))
        for line in range(number)
    ]
    begin = time.monotonic()
    assets.bring_in("bench", rows)
    return number / (time.monotonic() - begin)


def _count() -> None:
    """What the night's jobs count for pages that show sums."""
    waits.count_anew()
    figures.count_anew()


def _settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")  # as the database does by itself in a living city


def _reports(have: int, wanted: int) -> Iterator[ForeignReport]:
    chance = random.Random(have)
    kinds = sorted(known_kinds())
    offices = list(Organisation.objects.order_by("slug").values_list("slug", flat=True))
    for number in range(have, wanted):
        opened = _moment(chance)
        closed = None if chance.random() < 0.1 else opened + timedelta(hours=chance.randint(1, 200))
        is_closed = closed is not None and closed < now()
        yield ForeignReport(
            external_id=f"bench {number}",
            category=chance.choice(kinds),
            office=chance.choice(offices),
            lat=chance.uniform(BOX[0], BOX[1]),
            lon=chance.uniform(BOX[2], BOX[3]),
            opened_at=opened,
            due_at=opened + timedelta(days=chance.randint(1, 10)),
            closed_at=closed if is_closed else None,
            closing=Closing.DONE if is_closed else None,
        )


def _talk(entries: int) -> None:
    chance = random.Random(entries)
    areas = list(Area.objects.order_by("pk").values_list("pk", flat=True))
    subjects = list(Report.objects.order_by("pk").values_list("public_id", flat=True)[:10_000])
    prepare_months((now() - timedelta(days=DAYS)).date(), now().date())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_entry")
        missing = entries - cursor.fetchone()[0]
    while missing > 0:
        drafts = [
            Draft(
                "reports.report.found_fixed",
                f"reports.report:{chance.choice(subjects)}",
                "guest",
                area_id=chance.choice(areas),
                at=_moment(chance),
                data={"category": "street-light"},
            )
            for _ in range(min(missing, BATCH))
        ]
        record_many(sorted(drafts, key=lambda draft: draft.at or now()))
        missing -= len(drafts)


def _moment(chance: random.Random) -> datetime:
    return now() - timedelta(days=chance.random() * DAYS, minutes=1)
