"""Reads of tallies."""

from dataclasses import dataclass
from datetime import datetime

from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count, Max

from parvis.kernel.clock import now
from parvis.kernel.tallies.models import Tally


@dataclass(frozen=True, slots=True)
class Figures:
    """How often something was done since a moment, and the longest time that it took, in seconds (None: never)."""

    number: int
    longest: float | None


def figures(since: datetime) -> dict[str, Figures]:
    """By kind; one question."""
    rows = Tally.objects.filter(at__gte=since).order_by().values("kind")
    counted = rows.annotate(number=Count("pk"), longest=Max("seconds")).order_by("kind")
    found = {row["kind"]: Figures(row["number"], row["longest"]) for row in counted}
    return {kind: found.get(kind, Figures(0, None)) for kind in Tally.Kind.values}


def counted_since() -> datetime:
    """Since when this installation counts: when the table was made. A new city has let go of nothing yet."""
    made = MigrationRecorder.Migration.objects.filter(app="tallies").order_by("applied").first()
    return made.applied if made else now()


def last_letting_go() -> Tally | None:
    """The last time that the house let go of what was kept long enough."""
    return Tally.objects.filter(kind=Tally.Kind.LET_GO).first()
