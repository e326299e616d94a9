"""Feeds that stay readable whatever somebody pasted."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed

from parvis.kernel.signs import without_unseen


class Feed(Atom1Feed):
    """An Atom feed (RFC 4287). One sign that XML cannot hold would end it for everybody who follows it."""

    def add_line(self, title: str, link: str, description: str, **details: Any) -> None:
        """A line of it; signs that cannot be seen are left out of its words."""
        self.add_item(without_unseen(title), link, without_unseen(description), **details)
