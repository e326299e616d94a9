"""What stands on the page of a report: how it looked before, and how it looks now."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from parvis.kernel.files.models import Upload
from parvis.kernel.ui.components import Photo
from parvis.services.findings.queries import pairs_about


@dataclass(frozen=True, slots=True)
class Pair:
    """Two photographs of one place, either of which may be missing, and when somebody was there."""

    before: Photo | None
    after: Photo | None
    looked_at: datetime


def pairs(_request: HttpRequest, subject: str) -> SafeString:
    """The photographs of inspectors, side by side; nothing where they took none."""
    report = subject.partition(":")[2]
    found = [
        Pair(
            _picture(each.before, _("Photograph before the work")),
            _picture(each.after, _("Photograph after the work")),
            each.looked_at,
        )
        for each in pairs_about(report)
    ]
    return render_to_string("findings/pairs.html", {"pairs": found}) if found else SafeString("")


def _picture(upload: Upload | None, words: str) -> Photo | None:
    if upload is None:
        return None
    return Photo(upload.address, upload.thumbnail_address, words, *upload.thumbnail_size)
