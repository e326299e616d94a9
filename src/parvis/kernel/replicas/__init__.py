"""Reading from the database that follows, where an installation has one; nobody reads less than was kept."""
