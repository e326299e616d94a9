"""What somebody can do in an hour, and how that grows."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.people.rules import Level
from parvis.kernel.permissions.access import members
from parvis.kernel.trust.limits import growing_limits
from parvis.kernel.trust.queries import standing_of
from parvis.kernel.trust.rules import BY_LEVEL, DAYS_SET_BACK, Limit, grown

_LEVELS = {
    Level.GUEST: _("A guest"),
    Level.CONTACT_CONFIRMED: _("With a confirmed address"),
    Level.RESIDENT_CONFIRMED: _("A confirmed resident"),
    Level.OFFICIAL: _("Somebody who works for the city"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One limit: what it counts, how wide it is for the reader, and for a guest."""

    words: Any
    own: Limit
    guest: Limit


@members
@require_GET
def limits(request: MemberRequest) -> HttpResponse:
    """Every limit that grows, as it is for the reader; out of the code that keeps it."""
    standing = standing_of(request.user)
    context = {
        "standing": standing,
        "months": DAYS_SET_BACK // 30,
        "levels": [(words, BY_LEVEL[level], level == standing.level) for level, words in _LEVELS.items()],
        "rows": [Row(each.words, grown(each.limit, standing), each.limit) for each in growing_limits()],
    }
    return render(request, "trust/limits.html", context)
