"""Shutters: while a breach asks for it, nothing goes out to programs; a sentence says why, and when to come again."""
