"""Where a worker finds the jobs of this module."""

from parvis.services.open311.actions import fetch_photo

__all__ = ["fetch_photo"]
