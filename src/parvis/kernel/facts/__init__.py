"""Facts in place of scores: how many contributions of which kind, since when, in how many neighbourhoods.

Computed from the journal when somebody looks, and shown only as far as the person lets others see. Nothing is added up
into one number: two people with the same number have nothing in common that anybody could check.
"""
