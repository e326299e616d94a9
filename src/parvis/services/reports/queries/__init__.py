"""Reads of reports: find them, map them, route them, count them."""
