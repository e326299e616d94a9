"""Accounts, organisations and roles, levels of assurance, consent, my data."""
