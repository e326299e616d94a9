"""Letters, words and forms of text messages. Knows no city."""
