"""Sealing (RFC 8291) and signing (RFC 8292) of web push; plain Python over `cryptography`."""
