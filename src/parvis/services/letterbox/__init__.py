"""Write the city an e-mail, or answer one of its letters: it counts like what others type.

The promise: a message to the city's address becomes a report, a reply to a letter becomes your words on that report,
and what we cannot read is read by a person. Speaks RFC 5322 and MIME; answers no machine (RFC 3834).
"""
