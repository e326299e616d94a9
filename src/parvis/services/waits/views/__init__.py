"""Pages of waits."""
