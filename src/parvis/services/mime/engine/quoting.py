"""What somebody wrote themselves in a reply: without the letter that they answer, and without their signature.

Line by line and in linear time, because anybody may send us anything. For our five languages and the mark that all mail
programs use (`>`); what it does not know is kept: rather a line too much than a word lost.
"""

import re
from html.parser import HTMLParser

_SIGNATURE = {"--", "—", "__", "--\u00a0"}
_RULE = re.compile(
    r"^[-_=*\s]{0,8}(original message|message d'origine|mensaje original|missatge original)", re.I
)
_HEADER = re.compile(r"^\*?(from|de|von|من)\s?:\*? .*@", re.I)
# “On Monday Zoe <zoe@…> wrote:”: begins so, ends so; it may be broken into two or three lines.
_BEGINS = ("on ", "le ", "el ", "em ", "في ", "il ", "am ")
_ENDS = (
    "wrote:",
    "a écrit :",
    "a écrit:",
    "escribió:",
    "va escriure:",
    "ha escrit:",
    "كتب:",
    "schrieb:",
    "كتبت:",
)
_SENT_FROM = re.compile(r"^(sent from my|envoyé de mon|enviado desde mi|enviat des d|أُ?رسلت? من)", re.I)
_LINES_OF_AN_INTRODUCTION = 3


def own_words(text: str) -> str:
    """The text up to the quoted letter or the signature, trimmed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        if _ends_here(line, lines[number : number + _LINES_OF_AN_INTRODUCTION]):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def text_of_html(markup: str) -> str:
    """The words of a page of HTML, without what is not shown and without quoted letters."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return re.sub(r"[ \t]+", " ", "".join(reader.words)).strip()


def _ends_here(line: str, following: list[str]) -> bool:
    plain = line.strip()[:300]
    if plain in _SIGNATURE or _RULE.match(plain) or _HEADER.match(plain) or _SENT_FROM.match(plain):
        return True
    if not plain.lower().startswith(_BEGINS):
        return False
    joined = ""
    for each in following:
        joined = f"{joined} {each.strip()[:300]}"
        if joined.rstrip().lower().endswith(_ENDS):
            return True
    return False


class _Reader(HTMLParser):
    """Collects what is shown; scripts, styles and quoted letters are skipped."""

    _BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "table"})
    _SKIPPED = frozenset({"script", "style", "head", "title", "blockquote"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._skips = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._SKIPPED:
            self._skips += 1
        elif tag in self._BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SKIPPED and self._skips:
            self._skips -= 1

    def handle_data(self, data: str) -> None:
        if not self._skips:
            self.words.append(data)
