"""Leave or move: everything that the city has here in one archive of open formats, and back into an empty installation.

An archive is a zip that any machine opens: a Frictionless Data package of one CSV file for each table, the uploaded
files, the settings, the list of keys, the dictionary of the tables, and SHA-256 sums of all.
"""
