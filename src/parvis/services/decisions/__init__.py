"""The public register of decisions: whoever decides for the city leaves a line that anyone can find, read and follow.

The lines are kept by `kernel.control`; this room shows them. Feed: Atom (RFC 4287).
"""
