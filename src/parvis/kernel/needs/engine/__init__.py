"""Who in a whole city is asked what: plain Python and numpy, without Django."""
