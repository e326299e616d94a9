"""Live updates: open pages hear that what they show has changed."""
