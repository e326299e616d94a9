"""Pages of invitations with something on them."""

from typing import Any

from parvis.kernel.interests.actions import keep_interests
from parvis.kernel.interests.rules import Interests
from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """What somebody can do, and what they like to do. Other rooms say what is needed."""
    keep_interests(cast.bob, Interests(skills=frozenset({"gardening"}), letter=True))
    return [
        Sample("what I can do here", "/invitations/"),
        Sample("what a member can do here", "/invitations/", "alice"),
        Sample("what I like to do", "/account/interests/", "bob"),
    ]
