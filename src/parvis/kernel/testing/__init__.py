"""The cast of test people, the clock, and the strictness of the suite. Only tests import this."""
