"""What the house did with people's data, counted and nameless: taken away, erased, let go of; and how long it took.

So that the data-protection officer can show that rights are kept in minutes, and that the nightly letting go runs.
"""
