"""The letter of the week."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from parvis.kernel.notices.kinds import Category, NoticeKind, register


@register
class YouAreInvited(NoticeKind):
    """At most three things that somebody could do near them, each with the reason. `data["lines"]` has them."""

    name = "invitations.letter"
    category = Category.INVITED
    template = "invitations/letter"
    at_once = True

    def title(self, data: Mapping[str, Any]) -> str:
        count = len(data["lines"])
        return ngettext(
            "%(count)s thing that you could do near you", "%(count)s things that you could do near you", count
        ) % {"count": count}

    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("invitations:mine")
