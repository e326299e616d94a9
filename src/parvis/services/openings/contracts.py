"""What neighbours may ask of openings."""

from parvis.services.openings.policies import may_take_place
from parvis.services.openings.queries import (
    Decided,
    Open,
    Opened,
    areas,
    decided,
    open_to_neighbours,
    opened_for,
)
from parvis.services.openings.rules import Asking

__all__ = [
    "Asking",
    "Decided",
    "Open",
    "Opened",
    "areas",
    "decided",
    "may_take_place",
    "open_to_neighbours",
    "opened_for",
]
