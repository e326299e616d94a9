"""What the gate asks and how often it held something back, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from parvis.kernel.gate.queries import DAYS_SHOWN, counts, sent_lately
from parvis.kernel.gate.rules import DAYS_NEW, Part, bits_for, seconds_for
from parvis.kernel.permissions.access import everyone

PARTS = {
    Part.HONEY: _("Unseen field filled in"),
    Part.HASTE: _("Too fast, without the sum"),
    Part.OLD: _("Older than a day"),
    Part.SPENT: _("Sent before"),
    Part.FOREIGN: _("Not a form of this browser"),
}


@everyone
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """By day and by form."""
    days, forms = counts()
    sends = sent_lately()
    tables = ((_("By day"), _("Day"), True, days), (_("By form"), _("Form"), False, forms))
    context = {
        "tables": [
            (title, first, are_days, [(row, row.cells(PARTS)) for row in rows])
            for title, first, are_days, rows in tables
            if rows
        ],
        "parts": list(PARTS.values()),
        "days_shown": DAYS_SHOWN,
        "days_new": DAYS_NEW,
        "sums": 1 << bits_for(sends),
        "seconds": seconds_for(sends),
    }
    return render(request, "gate/figures.html", context)
