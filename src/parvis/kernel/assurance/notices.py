"""What people are told about their own confirmations."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parvis.kernel.notices.kinds import Category, NoticeKind, register


class _OwnLine(NoticeKind):
    category = Category.ACCOUNT

    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("assurance:mine")


@register
class Confirmed(_OwnLine):
    """The city is sure now."""

    name = "assurance.confirmed"
    template = "assurance/letters/confirmed"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("The city knows now that you live here")


@register
class RunsOut(_OwnLine):
    """It ends soon, and can be renewed."""

    name = "assurance.runs_out"
    template = "assurance/letters/runs_out"

    def title(self, data: Mapping[str, Any]) -> str:
        day = date_format(date.fromisoformat(data["until"]), "DATE_FORMAT")
        return _("Your confirmation runs out on %(day)s") % {"day": day}


@register
class Ended(_OwnLine):
    """It ended: by its day, or by a decision with a reason."""

    name = "assurance.ended"
    template = "assurance/letters/ended"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Your confirmation has ended")
