"""A word of thanks to whoever did something for the neighbourhood: one tap, no ranking.

The promise: each person thanks once for each thing; who did it hears that somebody did, and not who.
"""
