"""The lamps of `control`, switched off by whoever acts for a manager."""

from parvis.kernel.control.tests.conftest import lamps

__all__ = ["lamps"]
