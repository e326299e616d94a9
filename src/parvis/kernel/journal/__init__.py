"""The append-only, hash-chained record of what happened: the one source of history pages, rewards and indicators.

Each day of each area has a chain of its own, so that writes in two neighbourhoods never wait for one another.
"""
