"""Somebody said thank you."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from parvis.kernel.journal.sentences import path_of
from parvis.kernel.notices.kinds import Category, NoticeKind, register


@register
class Thanked(NoticeKind):
    """To whoever did it or helped with it, once for each thing: the first thanks of others."""

    name = "thanks.thanked"
    category = Category.OWN
    template = "thanks/letters/thanked"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Somebody thanks you for what you did")

    def path(self, data: Mapping[str, Any]) -> str:
        return path_of(data["subject"]) or "/"
