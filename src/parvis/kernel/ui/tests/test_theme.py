"""Colours that everyone can read, and a city that may change them."""

from dataclasses import replace

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.ui.appearance import (
    city_style,
    city_tokens,
    contrast_tokens,
    fingerprint,
    house_tokens,
    unreadable_in,
)
from parvis.kernel.ui.apps import readable_colours
from parvis.kernel.ui.rules import BODY, PAIRS, contrast, luminance, tokens_of, unreadable

colours = st.from_regex(r"\A#[0-9a-f]{6}\Z")


def test_black_on_white_is_the_strongest_pair():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@given(colours, colours)
def test_contrast_is_the_same_in_both_directions_and_within_its_scale(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
    assert 0 <= luminance(one) <= 1


@pytest.mark.parametrize("tokens", [*house_tokens(), *contrast_tokens(), *city_tokens(settings.CITY)])
def test_a_reader_with_weak_eyes_can_read_every_pair(tokens):
    assert unreadable(tokens) == []


def test_body_text_owes_more_than_the_law_asks():
    assert ("ink", "ground", BODY) in PAIRS
    assert contrast(house_tokens()[0]["ink"], house_tokens()[0]["ground"]) >= BODY


def test_high_contrast_is_stronger_than_the_usual_theme():
    for usual, strong in zip(house_tokens(), contrast_tokens(), strict=True):
        assert contrast(strong["ink"], strong["ground"]) > contrast(usual["ink"], usual["ground"])


def test_a_pale_pair_is_named_with_its_ratio():
    day = {**house_tokens()[0], "ink": "#999999"}
    pale = unreadable(day)
    assert ("ink", "ground") in {(pair.above, pair.below) for pair in pale}
    assert all(pair.ratio < pair.owed for pair in pale)


def test_old_browsers_get_the_colours_of_the_day():
    sheet = (settings.SOURCE / "kernel/ui/static/ui/theme.css").read_text(encoding="utf-8")
    fallback = sheet.partition("@supports not")[2]
    assert all(f"--{name}: {colour};" in fallback for name, colour in house_tokens()[0].items())


def test_tokens_are_read_as_day_and_night():
    assert tokens_of("--ink: light-dark(#111111, #EEEEEE);") == ({"ink": "#111111"}, {"ink": "#EEEEEE"})


def test_a_city_changes_only_what_it_names():
    city = replace(settings.CITY, colours={"harbour": "#003366"}, colours_dark={"ground": "#101010"})
    sheet = city_style(city)
    night = house_tokens()[1]["harbour"]
    day = house_tokens()[0]["ground"]
    assert f"--harbour: light-dark(#003366, {night});" in sheet
    assert f"--ground: light-dark({day}, #101010);" in sheet
    assert "--brick" not in sheet
    assert 'not([data-theme="contrast"])' in sheet


def test_a_city_brings_its_own_font():
    sheet = city_style(replace(settings.CITY, font="boston/own.woff2"))
    assert "@font-face" in sheet
    assert "boston/own.woff2" in sheet


def test_a_city_without_wishes_sends_no_style_sheet():
    assert city_style(replace(settings.CITY, colours={}, colours_dark={}, font="")) == ""


def test_the_name_of_a_sheet_follows_its_text():
    assert fingerprint("a") == fingerprint("a")
    assert fingerprint("a") != fingerprint("b")


def test_a_city_with_pale_text_is_warned_before_it_opens(settings):
    settings.CITY = replace(settings.CITY, colours={"ink": "#AAAAAA"})
    assert unreadable_in(settings.CITY)
    warnings = readable_colours(None)
    assert warnings[0].id == "ui.W001"
    assert "ink" in warnings[0].msg


def test_the_demo_city_needs_no_warning():
    assert readable_colours(None) == []
