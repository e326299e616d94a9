"""The `parvis` command: starts, fills, checks and saves an installation; anything else is Django's management."""
