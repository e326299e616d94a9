"""Before and after: photographs of places that were mended."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from parvis.kernel.files.models import Upload
from parvis.kernel.permissions.access import everyone
from parvis.kernel.ui.components import Photo
from parvis.services.reports.contracts import Mended, mended

PAGE = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """A place with its two photographs."""

    report: Mended
    before: Photo
    after: Photo


@everyone
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """The newest pairs; the next page begins after the last of them, and costs no more than the first."""
    after = request.GET.get("after", "")
    cursor = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0
    found = mended(before=cursor, most=PAGE + 1)
    context = {
        "pairs": [_pair(each) for each in found[:PAGE]],
        "next": found[PAGE - 1].place if len(found) > PAGE else "",
        "is_first": not cursor,
    }
    return render(request, "figures/before_after.html", context)


def _pair(report: Mended) -> Pair:
    named = {"kind": report.kind, "place": report.address or report.area or report.number}
    before = _picture(report.before, _("Before: %(kind)s, %(place)s") % named)
    return Pair(report, before, _picture(report.after, _("After: %(kind)s, %(place)s") % named))


def _picture(upload: Upload, words: str) -> Photo:
    width, height = upload.thumbnail_size
    return Photo(upload.address, upload.thumbnail_address, words, width, height)
