"""What the tests of calls that read have in common."""

from datetime import datetime

from parvis.kernel.files.actions import store_photo
from parvis.services.reports.tests.stage import photo

# A rectangle around the western neighbourhood.
FAR_CORNERS = {"lat_sw": 42.35, "long_sw": -71.08, "lat_ne": 42.36, "long_ne": -71.07}


def moment(text):
    """W3C as the standard writes it: to the second, with a zone."""
    read = datetime.fromisoformat(text)
    assert read.tzinfo
    assert len(text) == len("2026-11-23T08:30:00-05:00")
    return read


def ids(answered):
    """The numbers of the requests in an answer."""
    assert answered.status == 200, answered.rows
    return [row["service_request_id"] for row in answered.rows]


def pictured(report_by, author=None):
    """An open report with a photograph."""
    upload = store_photo(photo(), author, "reports.photo")
    return report_by(author, photos=(upload.public_id,))
