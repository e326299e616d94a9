"""How the city becomes sure that somebody lives here: a register of who was confirmed, by which way, until when.

The person sees every line about them; a line runs out by itself, or is revoked with a reason that the person reads.
No number of a document and no copy is ever kept. Levels are those of NIST SP 800-63A in plain words: nobody knows more
than the next decision needs.
"""
