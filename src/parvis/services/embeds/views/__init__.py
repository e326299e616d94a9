"""Pages of embeds, and its calendar."""
