"""When data got into wrong hands: declare it, stop it, tell the authority within its hours, tell the people.

After Articles 33 and 34 of the GDPR. One decision starts the clock and, as wished, ends sign-ins, keys and links and
closes what programs take away; each step is a line in the public register of decisions.
"""
