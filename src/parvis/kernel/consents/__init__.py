"""What people said yes to, and can say no to as easily: each purpose for itself, and the proof of it.

After Articles 4 (11) and 7 of the GDPR: nothing is taken for a yes but a click on its own words, which are kept as they
were read; and what rests on a consent ends in the moment in which it is withdrawn.
"""
