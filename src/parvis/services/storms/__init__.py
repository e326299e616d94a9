"""When something hits many at once, the city says so and gives itself more time in public, by one decision.

A promise that was broken before stays broken; each report says that it waits longer, and why.
"""
