"""The only writers of phones and of what goes out to them."""
