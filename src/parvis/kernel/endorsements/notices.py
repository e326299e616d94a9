"""What people are told about what the city checked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parvis.kernel.naming import in_reader_language
from parvis.kernel.notices.kinds import Category, NoticeKind, register


class _Own(NoticeKind):
    category = Category.ACCOUNT

    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("endorsements:mine")


@register
class Endorsed(_Own):
    """The city checked something."""

    name = "endorsements.given"
    template = "endorsements/letters/given"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("The city vouches for you: %(kind)s") % {"kind": in_reader_language(data["names"], "")}


@register
class EndorsementRunsOut(_Own):
    """It ends soon."""

    name = "endorsements.runs_out"
    template = "endorsements/letters/runs_out"

    def title(self, data: Mapping[str, Any]) -> str:
        day = date_format(date.fromisoformat(data["until"]), "DATE_FORMAT")
        return _("It runs out on %(day)s: %(kind)s") % {
            "day": day,
            "kind": in_reader_language(data["names"], ""),
        }


@register
class EndorsementEnded(_Own):
    """It ended: by its day, or by a decision with a reason."""

    name = "endorsements.ended"
    template = "endorsements/letters/ended"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("It stands no longer: %(kind)s") % {"kind": in_reader_language(data["names"], "")}
