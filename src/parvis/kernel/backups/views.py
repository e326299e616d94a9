"""How this city keeps its data safe: for everybody, and with the particulars for those who run it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from parvis.kernel.backups.queries import last_backups, last_drills, overview
from parvis.kernel.backups.rules import BACKUP_IS_OLD, DRILL_IS_OLD
from parvis.kernel.permissions.access import everyone, officials


@everyone
@require_GET
def safe(request: HttpRequest) -> HttpResponse:
    """When the last backup was made, and when one was last brought back."""
    return render(request, "backups/safe.html", {"now": overview()})


@officials
@require_GET
def office(request: HttpRequest) -> HttpResponse:
    """Every backup and drill of late, and what to do."""
    context = {
        "now": overview(),
        "backups": last_backups(),
        "drills": last_drills(),
        "hours": round(BACKUP_IS_OLD.total_seconds() / 3600),
        "days": DRILL_IS_OLD.days,
    }
    return render(request, "backups/office.html", context)
