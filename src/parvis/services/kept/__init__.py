"""How the city keeps its promises: service by service in public, and what other rules would have meant.

Offices also say here that they cannot answer for some days.
"""
