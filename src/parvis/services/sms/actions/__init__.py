"""The only writers of messages that came in."""
