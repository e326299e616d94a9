"""What people are told about vouching."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.kernel.notices.kinds import Category, NoticeKind, register


@register
class Vouched(NoticeKind):
    """A neighbour vouched; another one is still needed."""

    name = "vouching.vouched"
    category = Category.ACCOUNT
    template = "vouching/letters/vouched"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("A neighbour vouched for you")

    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("vouching:mine")
