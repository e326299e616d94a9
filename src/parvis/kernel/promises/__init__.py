"""The clock behind every request: due when, owned by whom, who takes over, kept or broken."""
