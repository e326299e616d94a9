"""Brings new and changed sentences into the translation files, and says what waits for a translator.

Needs no gettext: sentences are found by Babel, templates are read by Django's own lexer. A translation is kept while
its English sentence stays the same to the letter; a sentence that is gone takes its translations along.
"""

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from babel.messages.extract import DEFAULT_KEYWORDS, extract

PROJECT = Path(__file__).resolve().parents[1]
SOURCE = PROJECT / "src/parvis"
# How many plural forms each language has, and how a number chooses one (Unicode CLDR, as gettext writes it).
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "ca": "nplurals=2; plural=(n != 1);",
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
        "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
}
_LAZY = ("gettext", "ngettext", "pgettext", "npgettext")
KEYWORDS = (
    DEFAULT_KEYWORDS | {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in _LAZY} | {"gettext_noop": None}
)


@dataclass
class Sentence:
    """One sentence to translate: its context, its plural or "", where it stands, and what helps the translator."""

    text: str
    plural: str = ""
    context: str | None = None
    places: set[str] = field(default_factory=set)
    hints: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str | None, str]:
        """What makes it one sentence and not another."""
        return self.context, self.text


def roots() -> list[Path]:
    """The folders that have catalogues of their own: the kernel, the interfaces, and each service."""
    services = sorted(each for each in (SOURCE / "services").iterdir() if (each / "__init__.py").exists())
    return [SOURCE / "kernel", SOURCE / "interfaces", *services]


def sentences_of(root: Path) -> dict[tuple[str | None, str], Sentence]:
    """Every sentence in the code and the templates below this folder, tests aside."""
    found: dict[tuple[str | None, str], Sentence] = {}
    for file in sorted(root.rglob("*")):
        if file.suffix in {".py", ".html", ".txt"} and not {"tests", "migrations", "testing"} & set(
            file.parts
        ):
            for sentence in _sentences_in(file):
                known = found.setdefault(sentence.key, sentence)
                known.plural = known.plural or sentence.plural
                known.places |= sentence.places
                known.hints |= sentence.hints
    return found


def catalogue_of(root: Path, language: str) -> Path:
    """Where the translations of this folder into this language are kept."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def main(wanted: list[str]) -> int:
    """Update every catalogue, or those of the folders named; prints how much waits in each."""
    _use_djangos_lexer()
    for root in [each for each in roots() if not wanted or each.name in wanted]:
        sentences = sentences_of(root)
        for language in PLURALS:
            waiting = _update(catalogue_of(root, language), language, sentences) if sentences else 0
            if waiting:
                print(
                    f"{root.relative_to(SOURCE)} {language}: {waiting} of {len(sentences)} wait for a translation"
                )
    return 0


def _update(file: Path, language: str, sentences: dict[tuple[str | None, str], Sentence]) -> int:
    known = (
        {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(file))} if file.exists() else {}
    )
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = {
        "Project-Id-Version": "Parvis",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for key in sorted(sentences, key=lambda key: (min(sentences[key].places), key[1], key[0] or "")):
        fresh.append(_entry(sentences[key], known.get(key), language))
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(file))
    return sum(not entry.translated() for entry in fresh)


def _entry(sentence: Sentence, known: polib.POEntry | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=sentence.text,
        msgctxt=sentence.context,
        occurrences=[(place, "") for place in sorted(sentence.places)],
        comment="\n".join(sorted(sentence.hints)),
    )
    if "%(" in sentence.text:
        entry.flags.append("python-format")
    forms = int(PLURALS[language].split("nplurals=")[1][0])
    if sentence.plural:
        entry.msgid_plural = sentence.plural
        old = known.msgstr_plural if known else {}
        entry.msgstr_plural = {number: old.get(number, "") for number in range(forms)}
    elif known:
        entry.msgstr = known.msgstr
    return entry


def _sentences_in(file: Path) -> Iterator[Sentence]:
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        from django.utils.translation.template import templatize

        text = f"(\n{templatize(text)}\n)"  # in brackets, indentation means nothing to Python's tokenizer
    place = str(file.relative_to(SOURCE))
    for _line, found, hints, context in extract(
        "python", io.BytesIO(text.encode()), keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        singular, plural = (found, "") if isinstance(found, str) else (found[0], found[1])
        if singular:
            yield Sentence(singular, plural, context, {place}, set(hints))


def _use_djangos_lexer() -> None:
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
