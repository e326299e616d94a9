"""An official decides in public what neighbours can do themselves: how it is done, and what one must not do.

The promise: nobody is asked to do what is dangerous or what only the city may do, and it says why it is opened.
"""
