"""Whoever has no screen of their own reports as well: by phone, at the desk, on paper, at a kiosk in the library.

The promise: what you say at our desk counts like what others type, and a code makes it yours later, if you wish.
Codes are written as Crockford's Base32 (crockford.com/base32), with a check letter of our own.
"""
