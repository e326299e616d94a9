"""What rooms do whose pages show officials what only the city knows of somebody."""

from parvis.kernel.looks.actions import note
from parvis.kernel.looks.registry import show_at
from parvis.kernel.looks.rules import Shown

__all__ = ["Shown", "note", "show_at"]
