"""Writes a new service module."""
