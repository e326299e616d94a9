"""What the letters of around show, looked up when they are written, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings

from parvis.services.around.notices import span_of, stop_path
from parvis.services.around.queries import happenings, place_of, watch_named
from parvis.services.around.rules import LINES_AT_MOST

register = template.Library()


@register.simple_tag
def digest(data: Mapping[str, Any]) -> dict[str, Any]:
    """The lines of a letter as (sentence, full address or ""), whether there are `more`, and where to `stop`.

    Names nobody: a letter cannot be taken back. Without lines when the watch was stopped before the letter left.
    """
    found = watch_named(data["watch"])
    if found is None:
        return {"place": "", "lines": [], "more": False, "stop": ""}
    place, site = place_of(found), str(settings.SITE_ADDRESS)
    told = happenings(place, span_of(data), found.questions, limit=LINES_AT_MOST + 1, named=False)
    return {
        "place": place.name,
        "lines": [(each.text, site + each.path if each.path else "") for each in told[:LINES_AT_MOST]],
        "more": len(told) > LINES_AT_MOST,
        "stop": site + stop_path(found.public_id),
    }
