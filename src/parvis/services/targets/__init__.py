"""Everybody sees by when the city promises an answer; what a change would mean is shown before it is decided."""
