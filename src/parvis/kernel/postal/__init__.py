"""A code in a paper letter: who opens the letterbox can type it, and the city knows that they live there.

The code comes to be when the letter is printed, and only its keyed digest is kept. The postal address is forgotten
as soon as the code was typed, ran out or was refused too often.
"""
