"""All that is kept about a person as one archive, at once: a page to read, data for programs, and their own files.

After Articles 15 and 20 of the GDPR. It is written while it is sent: photographs never lie in memory together. The room
keeps nothing: there is no copy that could be found later.
"""
