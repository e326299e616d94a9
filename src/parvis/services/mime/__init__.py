"""The language of e-mail, as far as people write to a city in it: who, to where, which words and pictures.

Standards: RFC 5322, MIME (RFC 2045 and on), RFC 3834 on letters of machines.
Plain Python: whatever is sent, reading ends.
"""
