"""What a browser got, as somebody reads it."""

import re
from html import unescape
from typing import Any


def words_of(answer: Any) -> str:
    """The words of a page between its tags, with single blanks and without the marks that say which way words run."""
    words = unescape(re.sub(r"<[^>]*>", " ", answer.content.decode()))
    return " ".join(re.sub("[\u2066-\u2069]", "", words).split())
