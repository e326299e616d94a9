"""Five languages, all whole: nothing waits for a translation, nothing is lost in it, nothing is hard to read."""

import re
from functools import cache

import polib
import pytest
from scripts.messages import PLURALS, catalogue_of, roots, sentences_of

from parvis.kernel.journal.verbs import declared
from tests.invariants.source import PROJECT

LANGUAGES = list(PLURALS)
PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w*)\}")
MOST_WORDS = 25
CATALOGUES = [(root, language) for root in roots() if sentences_of(root) for language in LANGUAGES]


def called(value):
    return value if isinstance(value, str) else value.name


@cache
def catalogue(root, language):
    file = catalogue_of(root, language)
    return polib.pofile(str(file)) if file.exists() else polib.POFile()


@pytest.mark.parametrize("root, language", CATALOGUES, ids=called)
def test_every_sentence_is_translated(root, language):
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue(root, language) if entry.translated()}
    waiting = sorted(text for context, text in sentences_of(root) if (context, text) not in known)
    assert not waiting, "Run `make messages`, then translate."


@pytest.mark.parametrize("root, language", CATALOGUES, ids=called)
def test_nothing_in_a_catalogue_is_doubtful_or_left_over(root, language):
    wanted = set(sentences_of(root))
    for entry in catalogue(root, language):
        assert not entry.fuzzy, entry.msgid
        assert not entry.obsolete, entry.msgid
        assert (entry.msgctxt, entry.msgid) in wanted, entry.msgid


@pytest.mark.parametrize("root, language", CATALOGUES, ids=called)
def test_a_translation_keeps_the_names_and_figures_that_it_is_given(root, language):
    for entry in catalogue(root, language):
        wanted = names_in(entry.msgid_plural or entry.msgid)
        for form in all_forms(entry):
            # A language with a word for “one” or “two” may leave the figure out.
            missing = (
                wanted - names_in(form) - ({"count", "number", "counter"} if entry.msgid_plural else set())
            )
            assert not missing, f"{form}\nmisses {missing} of: {entry.msgid}"
            assert not names_in(form) - wanted - names_in(entry.msgid), form


@pytest.mark.parametrize("root", [root for root in roots() if sentences_of(root)], ids=called)
def test_arabic_has_six_ways_to_count(root):
    assert "nplurals=6" in catalogue(root, "ar").metadata.get("Plural-Forms", "")
    for entry in catalogue(root, "ar"):
        assert not entry.msgid_plural or len([form for form in entry.msgstr_plural.values() if form]) == 6, (
            entry.msgid
        )


@pytest.mark.parametrize("root", [root for root in roots() if sentences_of(root)], ids=called)
def test_no_french_line_begins_with_a_mark(root):
    """French puts a blank before ? : ; ! » and after «; a line must not break there."""
    for entry in catalogue(root, "fr"):
        for form in all_forms(entry):
            assert not re.search(r"\S [?:;!»]|« |[\w)}][?!»]", form), form


@pytest.mark.parametrize("root", roots(), ids=called)
def test_sentences_are_short_calm_and_plain(root):
    for sentence in sentences_of(root).values():
        for each in re.split(r"(?<=[.?:;])\s+|\n", sentence.text):
            words = [
                word
                for word in re.sub(r"%\(\w+\)[sd]|\{\w+\}", "name", each).split()
                if re.search(r"\w", word)
            ]
            assert len(words) <= MOST_WORDS, f"{len(words)} words: {each}"
        assert "!" not in sentence.text, f"An office does not shout: {sentence.text}"
        assert not re.search(r"\b(please note|utilize|leverage|in order to|and/or)\b", sentence.text, re.I), (
            sentence.text
        )


def test_every_verb_of_the_journal_makes_a_sentence_in_every_language():
    from django.utils import translation

    verbs = [
        verb for name, verb in declared().items() if not name.startswith("testing.")
    ]  # made by other tests
    assert verbs
    for verb in verbs:
        with translation.override("en"):
            english = str(verb.sentence)
        assert english
        for language in LANGUAGES:
            with translation.override(language):
                assert str(verb.sentence) != english, f"{verb.name} has no sentence in {language}."


def test_the_glossary_has_one_word_for_each_thing_in_each_language():
    page = (PROJECT / "docs/reference/glossary.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if line.startswith("|")
    ]
    head, _rule, *words = rows
    assert [cell.lower() for cell in head[:5]] == ["english", "français", "español", "català", "العربية"]
    assert len(words) >= 20
    assert all(all(row[:6]) for row in words)
    english = [row[0].lower() for row in words]
    assert len(english) == len(set(english))


def all_forms(entry):
    return [form for form in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]) if form]


def names_in(text):
    return {first or second for first, second in PLACEHOLDER.findall(text)}
