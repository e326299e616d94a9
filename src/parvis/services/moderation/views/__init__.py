"""Pages of moderation: for everybody, for authors, for the office; and the links on the pages of others."""
