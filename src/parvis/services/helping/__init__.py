"""A neighbour takes on what the city opened to neighbours, does it, and is thanked.

The promise: you read first how it is done and what you must not do; your minutes count once somebody else has seen
that it is done. The office's own promise goes on running: help is no reason to be late.
"""
