"""What a person is told, by which channel, and whether it arrived.

A module defines a notice class; `tell` keeps it in the page inbox and, as the person prefers, sends it by e-mail. It
is all written in the caller's transaction: what did not happen is never told.
"""
