"""The only writers of codes."""
