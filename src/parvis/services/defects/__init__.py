"""An office says once, in every language, what its people can find out there: how urgent, what is broken, which words.

Inspectors choose from it on a phone, so that the same thing is called the same by everybody.
"""
