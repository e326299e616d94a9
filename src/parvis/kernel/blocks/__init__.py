"""Keeping people at a distance: a block works both ways, a mute is for one's own eyes alone.

The promise: whoever harasses you does not reach you here, and nobody is told. What is public stays public, and no block
tells anybody who wrote without a name: it acts only on what the two can see of each other anyway.
"""
