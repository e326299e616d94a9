"""Offices that cannot answer for a while: from when, until when, and why, so that nothing waits for them in silence.

The promises that such an office holds go to the next of their chain; what it owes comes back when it does.
"""
