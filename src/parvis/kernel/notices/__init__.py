"""What a person is told, by which channel, and whether it arrived."""
