"""Programs that builders write: the key each one shows, what it may do, and how often."""
