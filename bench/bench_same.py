"""How fast what may be the same is found among 200,000 reports: `make bench only=same`.

Once where reports lie as they are spread over the city, once on a spot that is as crowded as the query ever looks at:
so many open reports of one group, each with words and a photograph. The crowd is undone at the end.
"""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.filling import BOX, fill_reports
from parvis.kernel.clock import now
from parvis.kernel.files.models import Upload
from parvis.services.reports.models import Category, Photo, Report
from parvis.services.reports.queries.similar import LOOKED_AT, candidates, similar_to

REPORTS = int(os.environ.get("BENCH_REPORTS", "200000"))
ROUNDS = 200
BAR = "≤ 50 ms"
WORDS = (
    "The street lamp at the corner of the square has been dark since Monday, nobody can see the pavement at night and "
    "somebody fell. Le réverbère ne marche plus, il fait noir. La farola está apagada y no se ve nada en la acera. "
    "عمود الإنارة مطفأ أمام المدرسة منذ أسبوع"
)

type Row = tuple[str, str, str]


def figures() -> Iterator[Row]:
    """Every figure of this file."""
    fill_reports(REPORTS)
    known = Report.objects.count()
    category = Category.objects.select_related("group").get(slug="street-light")
    chance = random.Random(1)

    def anywhere() -> None:
        similar_to(category, chance.uniform(*BOX[:2]), chance.uniform(*BOX[2:]), words=WORDS, photos=[1])

    yield f"likely duplicates among {known:,} reports, p50 / p95", BAR, _times(anywhere)
    with transaction.atomic():
        spot = _crowd(category)

        def here() -> None:
            similar_to(category, *spot, words=WORDS, photos=[1])

        yield (
            f"the same where {LOOKED_AT} are open on the spot, with words and photographs",
            BAR,
            _times(here),
        )
        with CaptureQueriesContext(connection) as asked:
            here()
        yield "questions to the database", "", str(len(asked))
        transaction.set_rollback(True)
    plan = candidates(category, *spot)[:LOOKED_AT].explain(analyze=True)
    yield from ((f"  {line.strip()[:110]}", "", "") for line in plan.splitlines())


def _times(deed: Callable[[], None]) -> str:
    taken = []
    for _round in range(ROUNDS):
        begin = time.perf_counter()
        deed()
        taken.append((time.perf_counter() - begin) * 1000)
    return f"{statistics.median(taken):.1f} / {statistics.quantiles(taken, n=20)[-1]:.1f} ms"


def _crowd(category: Category) -> tuple[float, float]:
    """As many open reports as are looked at, on the spot of one that is there."""
    one = Report.objects.filter(category=category, state="open", is_public=True).order_by("pk")[0]
    made = Report.objects.bulk_create(
        Report(
            category=category, lat=one.lat, lon=one.lon, cell=one.cell, area_id=one.area_id, words=WORDS,
            office_id=one.office_id, state="open", sent_at=now(), opened_at=now(), source="web",
        )
        for _ in range(LOOKED_AT)
    )  # fmt: skip
    uploads = Upload.objects.bulk_create(
        Upload(
            purpose="bench", sha256="0" * 64, mime="image/jpeg", width=1, height=1, bytes=1, appearance=number
        )
        for number in range(LOOKED_AT)
    )
    Photo.objects.bulk_create(
        Photo(report=report, upload=upload) for report, upload in zip(made, uploads, strict=True)
    )
    return one.lat, one.lon
