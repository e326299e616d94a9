"""What people are told whose data may have got into wrong hands."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.kernel.notices.kinds import Category, NoticeKind, register


@register
class DataBreach(NoticeKind):
    """To everybody whom it is about: what happened, and where it stands what they can do."""

    name = "breaches.breach"
    category = Category.ACCOUNT
    template = "breaches/letters/breach"
    urgent = True

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Your data may have got into wrong hands")

    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("breaches:breach", args=[data["breach"]])
