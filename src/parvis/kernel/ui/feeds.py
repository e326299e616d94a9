"""Feeds that stay readable whatever somebody pasted."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed

from parvis.kernel.signs import without_unseen


class Feed(Atom1Feed):
    """An Atom feed (RFC 4287). One sign that XML cannot hold would end it for everybody who follows it."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """A line of it; signs that cannot be seen are left out of its words."""
        words = {name: without_unseen(each) for name, each in item.items() if isinstance(each, str)}
        super().add_item_elements(handler, {**item, **words})
