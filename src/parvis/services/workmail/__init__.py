"""Work orders by e-mail, for offices that work with nothing else: the letter, what comes back, and a page to answer on.

The promise: who reads only mail gets every report once, and what they answer stands on the report. It keeps nothing;
what is to be sent is kept in `dispatch`.
"""
