"""Pages of composer: what everybody reads, and where officials compose."""
