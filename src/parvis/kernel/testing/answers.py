"""What a browser got, as somebody reads it."""

import re
from html import unescape
from typing import Any


def words_of(answer: Any) -> str:
    """The words of a page between its tags, with single blanks."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())
