"""Links in letters that act for somebody: signed, and all of them made worthless at once when it must be.

Each carries the number of its generation in its seal. A new generation breaks every older seal. Links that only stop
letters are not sealed here: whoever wants to be left in peace is, whatever happened.
"""
