"""What is really needed now, and who fits it: rooms say what they need, nobody else knows them.

The promise: nothing is asked that is not needed, of nobody who said that it is not for them, and each
invitation says why.
"""
