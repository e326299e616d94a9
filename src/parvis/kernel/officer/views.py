"""The data-protection officer's page."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from parvis.kernel.assessments.labels import STANDINGS, TONES
from parvis.kernel.assessments.queries import assessed
from parvis.kernel.assessments.rules import Standing
from parvis.kernel.breaches.queries import breaches
from parvis.kernel.clock import now
from parvis.kernel.consents.queries import figures as consents_since
from parvis.kernel.keeping.policies import may_watch_over
from parvis.kernel.looks.queries import counted
from parvis.kernel.officer.rules import DAYS_COUNTED, DAYS_OF_LOOKS, is_overdue
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.tallies.queries import counted_since, last_letting_go
from parvis.kernel.tallies.queries import figures as tallies_since


@officials
@never_cache
@require_GET
def page(request: MemberRequest) -> HttpResponse:
    """Assessments that are missing, requests for data, the nightly letting go, consents, looks and breaches."""
    verdict = may_watch_over(request.user)
    if not verdict:
        messages.error(request, verdict.reason)
        return redirect("office:home")
    moment = now()
    since = moment - timedelta(days=DAYS_COUNTED)
    last = last_letting_go()
    context = {
        "days": DAYS_COUNTED,
        **_assessments(),
        "tallies": tallies_since(since),
        "last": last,
        "gone": sorted((last.counts if last else {}).items()),
        "overdue": is_overdue(last.at if last else None, counted_since(), moment),
        "consents": consents_since(since),
        "looks": counted(DAYS_OF_LOOKS)[:50],
        "days_of_looks": DAYS_OF_LOOKS,
        "breaches": [each for each in breaches()[:50] if each.ended_at is None],
    }
    return render(request, "officer/page.html", context)


def _assessments() -> dict[str, Any]:
    """How many parts have a signed assessment, and those that people meet today and that have none, or an old one."""
    found = assessed(with_risks=False)
    open_ones = [each for each in found if each.standing is not Standing.SIGNED]
    asked = sorted((each for each in open_ones if each.is_in_use), key=lambda each: not each.is_outdated)
    return {
        "parts": len(found),
        "parts_signed": len(found) - len(open_ones),
        "to_assess": [(each, STANDINGS[each.standing], TONES[each.standing]) for each in asked],
    }
