"""The public face: home, search, my page, the square."""
