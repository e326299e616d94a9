"""What whoever looks after a thing is told."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.kernel.notices.kinds import Category, NoticeKind, register


class _AboutThing(NoticeKind):
    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("assets:asset", args=[data["asset"]])


@register
class ReportedAbout(_AboutThing):
    """Somebody reported something about it."""

    name = "adoptions.reported"
    category = Category.FOLLOWED
    template = "adoptions/letters/reported"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Somebody reported something about %(label)s, which you look after") % data


@register
class AdoptionEnded(_AboutThing):
    """The office ended it, and why."""

    name = "adoptions.ended"
    category = Category.OWN
    template = "adoptions/letters/ended"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("You no longer look after %(label)s") % data
