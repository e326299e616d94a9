"""Everybody can see who is responsible for what, and what a change of that moves is shown before it is made."""
