"""Nothing to begin with: jobs are taken by people; `openings` opens one kind of report to them."""

order = 63


def seed() -> None:
    """Nothing."""
