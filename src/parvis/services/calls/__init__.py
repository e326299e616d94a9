"""A call by the city's leaders: what we want to reach together, how far we are, and an answer at the end.

The promise: who calls, answers. What counts is read from the journal, never typed in.
"""
