"""Template tags of around."""
