"""What stories of invitations begin with: needs that a room of the test has."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from parvis.kernel.clock import now
from parvis.kernel.needs.registry import Where
from parvis.kernel.needs.rules import Need
from parvis.kernel.sheets.rules import Rung

HERE = (42.355, -71.065)


def need(subject: str = "bench.thing:one", **changed: Any) -> Need:
    """Somebody is needed for a bench."""
    fields = {
        "subject": subject,
        "source": "bench",
        "title": f"Paint the bench {subject[-3:]}",
        "path": "/areas/",
        "rung": Rung.HOUR,
        "since": now() - timedelta(days=2),
        **changed,
    }
    return Need(**fields)


class Room:
    """A room that needs people; what it needs can be changed in the story."""

    def __init__(self, needs: Iterable[Need]) -> None:
        self.needs = list(needs)

    def __call__(self, where: Where) -> list[Need]:
        """What it needs now."""
        return self.needs[: where.most]
