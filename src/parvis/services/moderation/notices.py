"""What authors and readers who flagged are told."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.kernel.notices.kinds import Category, NoticeKind, register


class _AboutDecision(NoticeKind):
    category = Category.ACCOUNT

    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("moderation:decision", args=[data["decision"]])


@register
class TakenAway(_AboutDecision):
    """To its author: the statement of reasons."""

    name = "moderation.taken_away"
    template = "moderation/letters/taken_away"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("We hid something that you wrote")


@register
class GivenBack(_AboutDecision):
    """To its author: it can be seen again."""

    name = "moderation.given_back"
    template = "moderation/letters/given_back"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Everybody can see again what we hid")


@register
class FlagLookedAt(NoticeKind):
    """To who flagged it: what became of it."""

    name = "moderation.flag_looked_at"
    category = Category.OWN
    template = "moderation/letters/looked_at"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("We looked at what you flagged")

    def path(self, data: Mapping[str, Any]) -> str:
        return str(data["path"])
