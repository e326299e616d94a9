"""Uploads: checked, re-encoded, stripped of metadata."""
