"""`Allowed` or `Denied(reason)`; the reason is the text the person reads. Everything is closed until opened."""
