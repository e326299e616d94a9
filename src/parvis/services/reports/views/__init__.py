"""Pages of reports: the way in, what everyone sees, the office."""
