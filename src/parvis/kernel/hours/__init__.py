"""Working time: opening hours, and moments counted in them."""
