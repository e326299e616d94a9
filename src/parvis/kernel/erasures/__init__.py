"""A list beside the backups of who was erased, so that bringing one back brings nobody back."""
