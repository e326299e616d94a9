"""Pages of findings: one stop, what a phone says by itself, and the pair of photographs on a report's page."""
