"""A screen in the library or the town hall, on which everybody reports without an account.

The promise: large buttons, your language, no trace of you for the next visitor, and a code that makes the report yours.
"""
