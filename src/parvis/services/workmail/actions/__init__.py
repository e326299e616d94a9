"""The only writers of work mail."""
