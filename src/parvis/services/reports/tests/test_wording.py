"""Two texts are alike when they speak of the same things, in whatever language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.places.rules import bare
from parvis.services.reports.engine.wording import Vocabulary, closeness
from parvis.services.reports.rules import Searchable

WORDS = Vocabulary(
    [
        Searchable(
            "light",
            ("street light is out", "lampadaire eteint", "farola apagada"),
            ("lamp dark", "مصباح ظلام"),
        ),
        Searchable(
            "bin", ("rubbish bin is full", "corbeille pleine", "papelera llena"), ("waste", "النفايات")
        ),
        Searchable("tree", ("tree needs care", "arbre", "arbol"), ("branch leaves", "شجره")),
        Searchable("graffiti", ("graffiti on a wall", "tags", "pintada"), ("paint", "رسوم")),
        Searchable("water", ("water leaks", "fuite d eau", "fuga de agua"), ("pipe", "ماء")),
        Searchable("road", ("hole in the road", "nid de poule", "bache"), ("asphalt", "حفره")),
    ]
)
texts = st.lists(
    st.sampled_from(
        ["lamp", "lampadaire", "pintadas", "arboles", "النفايات", "water", "corbeille", "nothing"]
    ),
    max_size=6,
).map(" ".join)


def close(one, other):
    return closeness(WORDS.topics(bare(one)), WORDS.topics(bare(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The lamp at the corner is dark.", "Le lampadaire ne marche plus."),
        ("Hay pintadas nuevas", "Somebody painted the shutter"),
        ("The bin is full", "تتراكم النفايات هنا"),
        ("L'arbre penche", "Dos árboles caídos"),
    ],
)
def test_the_same_thing_said_in_another_language_is_close(one, other):
    assert close(one, other) > 0.6


@pytest.mark.parametrize(
    ("one", "other"),
    [("The lamp is dark", "The bin is full"), ("L'arbre est tombé", "Hay un bache"), ("شجرة", "مصباح")],
)
def test_another_thing_is_not(one, other):
    assert close(one, other) < 0.3


def test_words_that_no_category_knows_say_nothing():
    assert WORDS.topics("zzz qqq") is None
    assert WORDS.topics("") is None


def test_a_word_of_many_categories_tells_none_of_them_apart():
    vocabulary = Vocabulary([Searchable(str(number), ("street thing",), ()) for number in range(10)])
    assert vocabulary.topics("the street") is None


@given(one=texts, other=texts)
def test_closeness_lies_between_nothing_and_one_and_has_no_direction(one, other):
    mine, yours = WORDS.topics(one), WORDS.topics(other)
    if mine and yours:
        assert 0 <= closeness(mine, yours) <= 1
        assert closeness(mine, yours) == pytest.approx(closeness(yours, mine))
        assert closeness(mine, mine) == pytest.approx(1)
