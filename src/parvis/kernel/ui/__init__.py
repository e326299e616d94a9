"""Components, theme, forms, maps and the living style guide."""
