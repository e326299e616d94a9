"""What authors who object, and those who look again, are told."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.kernel.notices.kinds import Category, NoticeKind, register


@register
class AppealAnswered(NoticeKind):
    """To its author: the second person's answer."""

    name = "appeals.answered"
    category = Category.ACCOUNT
    template = "appeals/letters/answered"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Your objection was looked at")

    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("appeals:appeal", args=[data["decision"]])


@register
class AppealArrived(NoticeKind):
    """To the public desk: somebody objects."""

    name = "appeals.arrived"
    category = Category.WORK
    template = "appeals/letters/arrived"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Somebody objects to what we hid")

    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("office-appeals:judge", args=[data["decision"]])
