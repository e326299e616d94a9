"""Reading e-mail that anybody may have written."""
