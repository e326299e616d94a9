"""The cast of test people, the clock, fake outside systems."""
