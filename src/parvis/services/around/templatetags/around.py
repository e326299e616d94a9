"""What the letters of around show, looked up when they are written, in the reader's language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from parvis.services.around.notices import sign_watch
from parvis.services.around.queries import happenings, watch_named

register = template.Library()


@register.simple_tag
def digest(data: Mapping[str, Any]) -> dict[str, Any]:
    """The `place`, the `lines` of a letter as (sentence, full address or ""), and where to `stop`.

    Names nobody: a letter cannot be taken back. Without lines when the watch was stopped before the letter left.
    """
    found = watch_named(data["watch"])
    if found is None:
        return {"lines": []}
    since, until = (datetime.fromisoformat(data[name]) for name in ("since", "until"))
    told = happenings(found.place, since, until, found.questions, named=False)
    site = str(settings.SITE_ADDRESS)
    return {
        "place": found.place.name,
        "lines": [(each.text, site + each.path if each.path else "") for each in told],
        "stop": site + reverse("around:stop", args=[sign_watch(found.public_id)]),
    }
