"""Who waits longer? For each kind of problem and each neighbourhood: the middle wait, promises kept, and how surely.

The promise: everybody can see whether the city answers all neighbourhoods alike, and how much of a difference may be
chance. Neighbourhoods are compared for the same kind of problem; nobody is ranked. docs/adr/0012 says by which
statistics, and why these.
"""
