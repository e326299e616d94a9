"""First floor: one folder per service; each can be switched off without the others noticing."""
