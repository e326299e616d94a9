"""The answer to a call, told to whoever took part."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.kernel.naming import in_reader_language
from parvis.kernel.notices.kinds import Category, NoticeKind, register


@register
class CallAnswered(NoticeKind):
    """The city's leaders answered."""

    name = "calls.answered"
    category = Category.FOLLOWED
    template = "calls/letters/answered"

    def title(self, data: Mapping[str, Any]) -> str:
        titles = data["titles"]
        return _("You took part, here is the answer: %(call)s") % {
            "call": in_reader_language(titles, next(iter(titles.values()), ""))
        }

    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("calls:call", args=[data["call"]])
