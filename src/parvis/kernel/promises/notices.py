"""What officials are told when a request goes from one office to another."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from parvis.kernel.journal.sentences import path_of
from parvis.kernel.notices.kinds import Category, NoticeKind, register


@register
class PromiseArrived(NoticeKind):
    """To the people of an office: a request is theirs to answer from now on."""

    name = "promises.arrived"
    category = Category.WORK
    template = "promises/letters/arrived"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("A request came to your office")

    def path(self, data: Mapping[str, Any]) -> str:
        return path_of(data["subject"]) or "/office/"


@register
class PromiseLeft(NoticeKind):
    """To the people of the office that had it: others answer it now."""

    name = "promises.left"
    category = Category.WORK
    template = "promises/letters/left"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("A request went to %(office)s") % {"office": data["to"]}

    def path(self, data: Mapping[str, Any]) -> str:
        return path_of(data["subject"]) or "/office/"
