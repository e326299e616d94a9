"""Settings by place: dev on a laptop, test in the suite, prod in a city hall; base is what they share."""
