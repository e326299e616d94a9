"""However a person writes a street, it reads the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.places.rules import bare, corner, folded, is_street_type, middle, readings, street_of

FOLDED = [
    ("33 Beacon St", "en", "33 beacon street"),
    ("E St", "en", "e street"),
    ("W 4th St", "en", "west fourth street"),
    ("St Charles St", "en", "saint charles street"),
    ("Mt Vernon Pl", "en", "mount vernon place"),
    ("Charles St S", "en", "charles street south"),
    ("Shawmut St Ext.", "en", "shawmut street extension"),
    ("O’Connell Way", "en", "oconnell way"),
    ("Beacon St & W 4th St", "en", "beacon street & west fourth street"),
    ("Bd St-Michel", "fr", "boulevard saint michel"),
    ("Rue de l’Été", "fr", "rue de l ete"),
    ("12 Pl. Catalunya", "ca", "12 placa catalunya"),
    ("Avda. Diagonal", "es", "avenida diagonal"),
    ("شارع الأُمّة ١٢", "ar", "شارع الامه 12"),
    ("St", "en", "st"),
    ("", "en", ""),
    ("&", "en", "&"),
]
CORNERS = [
    ("Beacon and Charles", ["beacon"], ["charles"]),
    ("Beacon St & Charles St", ["beacon", "st"], ["charles", "st"]),
    ("Beacon/Charles", ["beacon"], ["charles"]),
    ("corner of Beacon and Charles", ["beacon"], ["charles"]),
    ("the intersection of Beacon St", ["beacon", "st"], []),
    ("angle de Beacon et Charles", ["beacon"], ["charles"]),
    ("à l’angle de Beacon et Charles", ["beacon"], ["charles"]),
    ("esquina de Beacon con Charles", ["beacon"], ["charles"]),
    ("cruce de Beacon y Charles", ["beacon"], ["charles"]),
    ("cantonada de Beacon amb Charles", ["beacon"], ["charles"]),
    ("شارع بيكون وشارع تشارلز", ["شارع", "بيكون"], ["شارع", "تشارلز"]),
    ("زاوية بيكون و تشارلز", ["بيكون"], ["تشارلز"]),
    ("Beacon &", ["beacon"], []),
]


@pytest.mark.parametrize(("text", "language", "expected"), FOLDED)
def test_a_name_is_folded(text, language, expected):
    assert folded(text, language).strip() == expected


@given(st.text(max_size=60), st.sampled_from(["en", "fr", "es", "ca", "ar", "fi"]))
def test_folding_never_fails_leaves_no_wildcard_and_has_blanks_at_both_ends(text, language):
    result = folded(text, language)
    assert result[0] == result[-1] == " "
    assert not set(result) & set("%_\\'\"")
    assert bare(bare(text)) == bare(text)


@pytest.mark.parametrize(("text", "first", "second"), CORNERS)
def test_a_corner_is_understood_in_five_languages(text, first, second):
    assert corner(text) == (first, second)


@pytest.mark.parametrize("text", ["Beacon St", "and Beacon", "", "&", "33 Beacon St", "شارع وادي"])
def test_what_is_no_corner_is_none(text):
    assert corner(text) is None


def test_a_short_form_has_all_its_readings():
    assert set(readings("st")) >= {"st", "street", "saint", "sant"}
    assert set(readings("av")) == {"av", "avenue", "avenida", "avinguda"}
    assert readings("4th") == ("4th", "fourth")
    assert readings("beacon") == ("beacon",)


@pytest.mark.parametrize("token", ["street", "stre", "st", "rue", "carrer", "شارع"])
def test_the_type_of_a_street_says_nothing_alone(token):
    assert is_street_type(token)


def test_half_a_type_is_a_type_only_while_it_is_being_typed():
    assert is_street_type("stre")
    assert not is_street_type("stre", half_typed=False)
    assert not is_street_type("beacon")


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("33 Beacon St", "Beacon St"),
        ("145-151 Ipswich St", "Ipswich St"),
        ("25hf Tyler St", "Tyler St"),
        ("12A, Rue Haute", "Rue Haute"),
        ("1-P South St", "South St"),
        ("4th St", ""),
        ("Beacon St", ""),
        ("", ""),
    ],
)
def test_the_street_of_an_address(address, street):
    assert street_of(address) == street


@given(st.lists(st.tuples(st.floats(-80, 80), st.floats(-170, 170)), min_size=1, max_size=6))
def test_the_middle_is_one_of_the_points(points):
    assert middle(points) in points
