"""A language that nobody speaks: sentences stand in ⟦brackets⟧, so that whatever does not was forgotten."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import trans_real

# Elements whose text is not ours to translate: names, what people wrote, code, and words in a language of their own.
# A page's title is told by the heading again, with its names marked.
NOT_OURS = {
    "title",
    "bdi",
    "code",
    "pre",
    "kbd",
    "samp",
    "time",
    "data",
    "script",
    "style",
    "svg",
    "textarea",
}
SPOKEN = ("alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription")
WITHOUT_END = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}


@contextmanager
def pseudo_language() -> Iterator[None]:
    """Inside, every sentence that goes through gettext comes out in brackets."""
    the_translator = vars(translation)["_trans"]
    with pytest.MonkeyPatch.context() as patch:
        for name in ("gettext", "pgettext", "ngettext", "npgettext"):
            patch.setattr(the_translator, name, _bracketed(getattr(trans_real, name)))
        yield


def unspoken_words(html: str) -> list[str]:
    """The words of a page that stand in no brackets and are not marked as somebody's own."""
    reader = _Reader()
    reader.feed(html)
    return reader.found


def _bracketed(original: Any) -> Any:
    def say(*arguments: Any) -> str:
        return f"⟦{original(*arguments)}⟧"

    return say


class _Reader(HTMLParser):
    """Keeps what is outside of brackets. Brackets may open in one text and close in another: sentences have markup."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Enter an element; look at the words that it speaks through its attributes."""
        named = dict(attributes)
        skipped = tag in NOT_OURS or named.get("translate") == "no" or (tag != "html" and "lang" in named)
        inside = skipped or any(skip for _tag, skip in self._open)
        if not inside:
            spoken = [named.get(name) for name in SPOKEN]
            spoken += (
                [named.get("value")] if tag == "input" and named.get("type") in {"submit", "button"} else []
            )
            for words in spoken:
                self._look(words or "", own_brackets=True)
        if tag not in WITHOUT_END:
            self._open.append((tag, skipped))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Look at the words between two tags."""
        if not any(skip for _tag, skip in self._open):
            self._look(data)
        else:
            self._depth += data.count("⟦") - data.count("⟧")

    def _look(self, words: str, *, own_brackets: bool = False) -> None:
        depth = 0 if own_brackets else self._depth
        outside = ""
        for letter in words:
            depth += {"⟦": 1, "⟧": -1}.get(letter, 0)
            outside += letter if depth <= 0 and letter != "⟧" else " "
        if not own_brackets:
            self._depth = max(0, depth)
        self.found += [
            part.strip() for part in re.split(r"\s{2,}", outside) if re.search(r"[^\W\d_]{2,}", part)
        ]
