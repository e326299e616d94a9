"""Two residents whom the city knows vouch that a third one lives in their district.

A web of trust kept small on purpose: few vouches a year, never in return, and two that do not hang on each other.
Who vouched stays written down, so that a false confirmation leads to all that grew out of it.
"""
