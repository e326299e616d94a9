"""Open data for people and programs."""
