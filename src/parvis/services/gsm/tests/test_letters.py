"""What fits into a text message, and what is understood of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.services.gsm.contracts import (
    SEGMENTS_AT_MOST,
    Deed,
    choice_in,
    fitted,
    keyword_in,
    language_in,
    number_in,
    numbered,
    segments,
    without,
)
from parvis.services.gsm.engine.alphabet import is_gsm, without_accents

GSM = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !#¤%&'()*+,-./0123456789:;<=>?¡ABCxyzÄÖÑÜ§¿äöñüà"
gsm = st.text(GSM)
anything = st.text(st.characters(exclude_categories=["Cs"]))
words = st.lists(st.text("aéçñزنقة", min_size=1, max_size=12), max_size=60).map(" ".join)


@pytest.mark.parametrize(
    "text, cost",
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("م" * 70, 1),
        ("م" * 71, 2),
        ("م" * 134, 2),
        ("م" * 135, 3),
        ("ç" * 71, 2),
        ("🌳" * 35, 1),
        ("🌳" * 36, 2),
        # The escape and its letter stay together: one place of each first part is left empty.
        ("€" * 76 + "€" * 76, 2),
        ("€" * 153, 3),
        ("🌳" * 67, 3),
    ],
)
def test_messages_are_counted_as_networks_count_them(text, cost):
    assert segments(text) == cost


@given(anything, anything)
def test_more_words_never_cost_less(one, other):
    assert segments(one + other) >= max(segments(one), 1) or (is_gsm(one) != is_gsm(one + other))
    assert segments(one + other) >= 1


@given(gsm)
def test_what_every_phone_can_write_costs_as_much_as_its_length(text):
    assert segments(text) == (1 if len(text) <= 160 else -(-len(text) // 153))


@given(words)
def test_what_is_made_to_fit_fits_and_keeps_number_and_link(text):
    frame = "Report K7P2-MX9A: {} https://city.example/r/k7p2mx9a/"
    made = fitted(frame, text)
    assert segments(made) <= SEGMENTS_AT_MOST
    assert made.startswith("Report K7P2-MX9A: ")
    assert made.endswith(" https://city.example/r/k7p2mx9a/")


@given(words)
def test_what_fits_anyway_stays_as_it_is(text):
    if segments(text) <= SEGMENTS_AT_MOST:
        assert fitted("{}", text) == text


def test_accents_go_before_words_do():
    text = "Le réverbère à côté du marché aux fruits " * 5
    made = fitted("{}", text)
    assert "coté du marché" in made
    assert len(made) > 134


def test_in_a_script_without_accents_only_words_can_go():
    made = fitted("{} 1234", "مصباح مكسور " * 40)
    assert made.endswith("... 1234")
    assert segments(made) == 2


def test_a_frame_that_is_too_long_by_itself_stays_whole():
    assert fitted("م" * 200 + "{}", "words") == "م" * 200


def test_typesetters_signs_do_not_halve_the_room():
    assert is_gsm(fitted("It’s “{}” – really…", "there"))
    assert without_accents("Français, más, où, €, ł, م") == "Francais, mas, où, €, ł, م"


@pytest.mark.parametrize(
    "text, deed, language",
    [
        ("STOP", Deed.STOP, ""),
        ("  stop! ", Deed.STOP, ""),
        ("Stop all, please", Deed.STOP, ""),
        ("Arrêt", Deed.STOP, "fr"),
        ("إيقاف", Deed.STOP, "ar"),
        ("Baja", Deed.STOP, "es"),
        ("ATURA", Deed.STOP, "ca"),
        ("Please stop", Deed.STOP, ""),
        ("Help", Deed.HELP, ""),
        ("¿Ayuda?", Deed.HELP, "es"),
        ("مساعدة", Deed.HELP, "ar"),
        ("start", Deed.START, ""),
        ("Comença", Deed.START, "ca"),
        ("código", Deed.CODE, "es"),
        ("Sí", Deed.YES, ""),
        ("non.", Deed.NO, "fr"),
        ("Français", Deed.LANGUAGE, "fr"),
    ],
)
def test_keywords_are_known_however_they_are_written(text, deed, language):
    found = keyword_in(text)
    assert found is not None
    assert (found.deed, found.language) == (deed, language)


@pytest.mark.parametrize(
    "text",
    [
        "A stop sign is bent at Elm Street",
        "Stop sign missing",
        "Help, the lamp is falling",
        "No light at 3 Elm Street",
        "Yes but the other one",
        "",
        "!!!",
        "please",
    ],
)
def test_whoever_writes_a_sentence_is_speaking_to_people(text):
    assert keyword_in(text) is None


def test_status_and_new_take_what_stands_behind_them():
    found = keyword_in("Status K7P2-MX9A")
    assert (found.deed, found.rest) == (Deed.STATUS, "K7P2-MX9A")
    assert keyword_in("حالة").rest == ""
    assert keyword_in("NEW dark lamp, 3 Elm St").rest == "dark lamp, 3 Elm St"


@given(anything)
def test_whatever_is_written_reading_ends(text):
    keyword_in(text)
    choice_in(text)
    assert len(number_in(text)) in (0, 8)


@pytest.mark.parametrize(
    "text, number",
    [("1", 1), ("2.", 2), ("(3)", 3), ("٢", 2), ("12", 12), ("123", None), ("1 a", None), ("", None)],
)
def test_a_number_is_a_choice_in_digits_of_any_script(text, number):
    assert choice_in(text) == number


def test_a_report_is_named_by_its_number():
    assert number_in("About K7P2-MX9A: still dark") == "k7p2mx9a"
    assert number_in("call 555-0123-4567 or 12345-6789") == ""


def test_a_script_gives_a_language_away():
    assert language_in("المصباح") == "ar"
    assert language_in("lamp") == ""


def test_choices_are_numbered_from_one():
    assert numbered(["Pothole", "Street light"]) == "1 Pothole; 2 Street light"


@given(st.text(max_size=60), st.text(max_size=60))
def test_words_that_name_the_place_are_left_out(words, place):
    left = without(words, place).split()
    assert all(each in words.split() for each in left)
    assert without(words, "") == " ".join(words.split())


def test_a_street_light_is_not_meant_by_whoever_names_a_street():
    assert without("Xyzzy at Beacon Street.", "Beacon Street") == "Xyzzy at"
