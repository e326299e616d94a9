"""Nudges: what makes it easier to do something, named, switchable, and measured in the open.

The promise: no nudge works in secret. Each says what it does, whom it is shown to, and what it changed, however little.
"""
