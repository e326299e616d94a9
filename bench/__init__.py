"""How fast things are, as figures of the machine that runs this. One file for each thing that is measured.

A file `bench_*.py` has `figures()`, which yields (what, bar, measured) as words; `run.py` finds it.
"""
