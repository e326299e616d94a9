"""The page on which a person says what they want to hear: each category, how soon, by which way, and when not."""
