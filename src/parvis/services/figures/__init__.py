"""Everybody sees the city in figures: neighbourhoods side by side, where reports come from, what was mended."""
