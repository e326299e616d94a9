"""Which place the words of a message name."""

from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.places.mentions import PHRASES_AT_MOST, names_it, phrases


def test_what_follows_at_is_looked_up_first():
    assert phrases("Hello! There is a pothole at 12 Beacon Street, near the school.")[:2] == [
        "12 Beacon Street",
        "the school",
    ]
    assert "33 rue du Marché" in phrases("Le lampadaire est éteint devant 33 rue du Marché.")
    assert "Carrer Major" in phrases("Hi ha un sot a Carrer Major.")


def test_a_place_is_found_where_the_sentence_goes_on_behind_it():
    found = phrases("The light at 33 Beacon Street is dark")
    assert found[0] == "33 Beacon Street is dark"
    assert "33 Beacon Street" in found


@given(st.text(max_size=3000))
def test_there_are_never_many_phrases_to_look_up(words):
    found = phrases(words)
    assert len(found) <= PHRASES_AT_MOST
    assert all(found)


def test_a_name_is_said_only_when_all_its_words_are():
    assert names_it("beacon street", "12 beacon street please")
    assert not names_it("beacon street", "the street")
    assert not names_it("", "anything")
