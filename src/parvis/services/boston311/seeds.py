"""The demo city's requests: Boston's real ones of 2015, moved so that they end today."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from parvis.kernel.clock import now
from parvis.services.boston311.intake import import_file
from parvis.services.boston311.rules import LAST_OPENING

order = 40
# A tenth of the file, always the same rows: the first start of the demo must not take long.
PART = 10


def seed() -> None:
    """A fixed tenth; `parvis import demo-reports FILE` brings the rest."""
    path = requests_file()
    import_file(path, lambda done, whole: None, shift=shift_to_today(), every_nth=PART)


def requests_file() -> Path:
    """The file in the demo's folder."""
    return Path(settings.PROJECT) / "demo" / "boston" / "311-2015-january-june.csv.gz"


def shift_to_today() -> timedelta:
    """How far to move all times, in whole weeks, so that the last opening is at most a week ago and weekdays stay."""
    return timedelta(weeks=(now() - LAST_OPENING).days // 7)
