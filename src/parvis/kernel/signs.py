"""Signs in a text that no reader sees. Plain Python."""

# They turn the direction of what follows: a name with one in it can make another name look like something else.
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# No feed may hold these (XML 1.0, section 2.2). Two are how word processors break a line.
_UNSEEN = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), 0x7F, 0xFFFE, 0xFFFF]) | {0x0B: "\n", 0x0C: "\n"}


def without_turns(text: str) -> str:
    """The text without signs that turn its direction or cannot be seen, trimmed. Every script finds its own
    direction without them."""
    return without_unseen(text.translate(_TURNS)).strip()


def without_unseen(text: str) -> str:
    """The text without signs that cannot be seen; line breaks and tabs stay."""
    return text.translate(_UNSEEN)
