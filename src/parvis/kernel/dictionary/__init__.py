"""What every table and column means: one place that a city which leaves, an auditor or a newcomer can read."""
