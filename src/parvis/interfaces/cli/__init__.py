"""The `parvis` command."""
