"""Whoever types where something is finds it, in their own way of writing."""

from datetime import date

import pytest

from parvis.kernel.places.actions import KnownName, learn_addresses, learn_names, load_city, load_streets
from parvis.kernel.places.rules import NameKind
from parvis.kernel.places.search import describe, nearest_street, search
from parvis.kernel.places.tests.shapes import CROSSING, area, collection, square

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town():
    """Two streets that cross, two houses, a park with names in two languages, two neighbourhoods."""
    halves = collection(
        area("Beacon Hill", square(-71.08, 42.35, 0.02), fr="Colline du Phare"),
        area("Harbour", square(-71.06, 42.35, 0.02)),
    )
    load_city(halves, {"en": "Boston"}, valid_from=date(2020, 1, 1))
    load_streets(CROSSING, source="osm")
    learn_addresses(
        [
            ("33 Beacon St", 42.3574, -71.0648),
            ("337 Beacon St", 42.3540, -71.0790),
            ("147 Ipswich St", 42.3650, -71.0450),
        ],
        source="311",
    )
    park = [("Boston Common", "en"), ("Parc de Boston", "fr"), ("بوسطن كومن", "ar")]
    learn_names(
        [KnownName(text, 42.355, -71.066, language=code, subject="park") for text, code in park], source="osm"
    )


def texts(query, **options):
    return [found.text for found in search(query, **options)]


@pytest.mark.parametrize("query", ["beacon", "BEACON ST", "Beacon Street", "beac", "Béacôn st.", "st beacon"])
def test_a_street_is_found_however_it_is_written(query):
    assert texts(query)[0] == "Beacon Street"


@pytest.mark.parametrize("query", ["becon street", "Beacno", "beaconn"])
def test_a_misspelt_street_is_found(query):
    assert "Beacon Street" in texts(query)


@pytest.mark.parametrize(
    "query",
    [
        "Beacon and Charles",
        "charles & beacon",
        "corner of Beacon St and Charles St",
        "angle de Beacon et Charles",
        "esquina de Beacon con Charles",
        "cantonada de Beacon amb Charles",
        "beacon و charles",
        "Beacon St & Cha",
    ],
)
def test_a_corner_is_found_in_either_order_and_five_languages(query):
    found = search(query)
    assert [each.text for each in found] == ["Beacon Street & Charles Street"]
    assert found[0].kind == NameKind.INTERSECTION
    assert (found[0].lat, found[0].lon) == (42.3565, -71.068)


def test_the_corners_of_a_street_are_listed_while_the_second_is_not_typed_yet():
    assert texts("beacon &") == ["Beacon Street & Joy Street", "Beacon Street & Charles Street"]


def test_an_address_is_found_exactly():
    assert texts("33 Beacon St") == ["33 Beacon St"]
    assert texts("33 bea") == ["33 Beacon St"]


def test_an_unknown_house_number_leads_to_its_street():
    assert texts("99 Ipswich Street")[0] == "Ipswich St"


def test_an_area_and_a_place_are_found_in_the_readers_language_and_in_any_other():
    assert texts("colline", language="fr") == ["Colline du Phare"]
    assert texts("beacon hill", language="fr") == ["Beacon Hill"]
    assert texts("بوسطن", language="ar") == ["بوسطن كومن"]
    assert texts("boston", language="fr")[0] in {"Boston", "Parc de Boston"}


def test_the_answer_says_in_which_part_of_the_city_it_lies_in_the_readers_language():
    assert search("joy street", language="en")[0].area == "Beacon Hill"
    assert search("joy street", language="fr")[0].area == "Colline du Phare"


def test_of_two_as_good_the_nearer_goes_first():
    assert texts("beacon st", near=(42.3540, -71.0790), limit=20).index("337 Beacon St") < texts(
        "beacon st", near=(42.3540, -71.0790), limit=20
    ).index("33 Beacon St")


def test_the_same_corner_from_two_sources_is_shown_once():
    learn_addresses([("Beacon St & Charles St", 42.3566, -71.0681)], source="311")
    assert len(texts("beacon and charles")) == 1


NOTHING = [
    "",
    " ",
    "b",
    "&",
    "%",
    "__",
    "'",
    "\\",
    "zzzzzz",
    "street",
    "a" * 500,
    "\x00",
    "9",
    "&& / @",
    "ßß",
]


@pytest.mark.parametrize("query", NOTHING)
def test_what_means_nothing_finds_nothing_and_breaks_nothing(query):
    assert texts(query) == []


def test_the_limit_is_kept():
    assert len(texts("be", limit=2)) == 2


def test_a_search_takes_few_queries(django_assert_max_num_queries, settings):
    settings.PLACES_SECONDS_BETWEEN_CHECKS = 60
    search("warm")
    with django_assert_max_num_queries(7):
        search("esquina de zzz con yyy")


def test_a_point_has_the_street_of_the_nearest_line_or_of_the_nearest_house():
    assert nearest_street(42.3580, -71.0684) == "Charles Street"
    assert nearest_street(42.3651, -71.0452) == "Ipswich St"
    assert nearest_street(42.30, -71.00) is None
    assert nearest_street(float("nan"), 0) is None


def test_a_point_is_described_by_street_and_area():
    found = describe(42.3580, -71.0684, "fr")
    assert (found.text, found.area) == ("Charles Street", "Colline du Phare")
    only_area = describe(42.3690, -71.0790)
    assert (only_area.text, only_area.kind) == ("Beacon Hill", NameKind.AREA)
    assert describe(0, 0) is None
