"""Adoptions: a resident looks after a thing in the street: digs out the hydrant, waters the tree, keeps the drain open.

The promise: what you adopt is yours to look after until you give it back; you hear when somebody reports something
about it, and nobody learns who you are unless you say so. After the idea of Boston's Adopt-a-Hydrant (2012).
"""
