"""What the house keeps about people: how long, and how they see it, take it away and have it erased."""
