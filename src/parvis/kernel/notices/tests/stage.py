"""Two kinds of notice to tell: one that can be switched off, one that cannot."""

from collections.abc import Mapping
from typing import Any

from parvis.kernel.notices.kinds import Category, NoticeKind, register


@register
class News(NoticeKind):
    """News about something followed."""

    name = "testing.news"
    category = Category.FOLLOWED
    template = "notices/letter"

    def title(self, data: Mapping[str, Any]) -> str:
        return f"News about the {data['thing']}"

    def path(self, data: Mapping[str, Any]) -> str:
        return f"/things/{data['thing']}/"


@register
class Safety(News):
    """About the account itself."""

    name = "testing.safety"
    category = Category.ACCOUNT


BENCH = {"thing": "bench"}


@register
class Own(News):
    """About what the reader sent in."""

    name = "testing.own"
    category = Category.OWN


@register
class Urgent(News):
    """What cannot wait for the morning."""

    name = "testing.urgent"
    urgent = True
