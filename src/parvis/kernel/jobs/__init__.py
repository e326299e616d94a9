"""Background and periodic work, deferred inside the same database transaction."""
