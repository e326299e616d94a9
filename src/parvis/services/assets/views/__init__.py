"""Pages of assets: for everybody, and for the office."""
