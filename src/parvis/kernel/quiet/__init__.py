"""Quiet hours: when a person is not to be disturbed, in the city's own time.

The promise: nothing rings at night unless somebody said that it may.
"""
