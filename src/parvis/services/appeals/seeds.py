"""Nothing to begin with: an objection needs an author with an account, and the demo has none that was hidden."""

order = 71


def seed() -> None:
    """Nothing."""
