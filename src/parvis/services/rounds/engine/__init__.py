"""The order in which a round is walked. Plain Python."""
