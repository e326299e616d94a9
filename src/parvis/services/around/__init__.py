"""What happens around me: choose a neighbourhood or a spot, read what happens there, and be told by letter or by feed.

The promise: you hear of what happens around you as often as you wish and no more, and one tap ends it. Letters and
feeds name nobody. The feed speaks Atom (RFC 4287).
"""
