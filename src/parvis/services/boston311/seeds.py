"""The demo city's requests: Boston's real ones of 2015, moved so that they end today."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from parvis.kernel.clock import now
from parvis.services.boston311.actions import Clock, import_rows, learn_places
from parvis.services.boston311.queries import cases
from parvis.services.boston311.rules import LAST_OPENING

order = 40


def seed() -> None:
    """All 58,119 of them, read once: their addresses for the search, then the requests themselves."""
    rows = list(cases(requests_file()))
    learn_places(rows)
    import_rows(rows, len(rows), lambda done, whole: None, Clock(shift_to_today(), now()))


def requests_file() -> Path:
    """The file in the demo's folder."""
    return Path(settings.PROJECT) / "demo" / "boston" / "311-2015-january-june.csv.gz"


def shift_to_today() -> timedelta:
    """How far to move all times, in whole weeks, so that the last opening is at most a week ago and weekdays stay."""
    return timedelta(weeks=(now() - LAST_OPENING).days // 7)
