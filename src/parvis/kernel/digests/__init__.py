"""Digests: what a person wants to hear once a day or once a week comes as one letter, sorted by what matters.

The promise: one letter for each person and period, nothing twice, and none where there is nothing to tell.
"""
