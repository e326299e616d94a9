"""What helpers, authors and offices are told."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from parvis.kernel.notices.kinds import Category, NoticeKind, register


class _AboutJob(NoticeKind):
    category = Category.OWN
    said: str | Lazy

    def title(self, data: Mapping[str, Any]) -> str:
        return str(self.said)

    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("helping:job", args=[data["job"]])


@register
class Remind(_AboutJob):
    """To who took it: a day is left."""

    name = "helping.remind"
    template = "helping/letters/remind"
    said = _("You took something on: a day is left")


@register
class TakenBack(_AboutJob):
    """To who took it: it went back, or the office is at it."""

    name = "helping.taken_back"
    template = "helping/letters/taken_back"
    said = _("What you took on is free again")


@register
class PleaseLook(_AboutJob):
    """To the author of the report: a neighbour says that it is done."""

    name = "helping.please_look"
    template = "helping/letters/please_look"
    said = _("A neighbour helped with your report. Is it done?")


@register
class PleaseLookOffice(PleaseLook):
    """The same, to the office, whose promise it is to look."""

    name = "helping.please_look_office"
    category = Category.WORK
    said = _("A neighbour says that it is done: please look")


@register
class Judged(_AboutJob):
    """To who did it: thank you, or why not."""

    name = "helping.judged"
    template = "helping/letters/judged"
    said = _("What you did was looked at")
