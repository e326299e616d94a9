"""Areas and streets come in from files, twice as well as once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from parvis.kernel.places import actions, index
from parvis.kernel.places.actions import (
    KnownName,
    UnusableGeoJSONError,
    learn_addresses,
    learn_names,
    load_areas,
    load_city,
    load_streets,
)
from parvis.kernel.places.models import Area, Name, Street
from parvis.kernel.places.rules import NameKind
from parvis.kernel.places.seeds import seed_places
from parvis.kernel.places.tests.shapes import CROSSING, TWO_HALVES, area, collection, square

pytestmark = pytest.mark.django_db
FIRST, LATER = date(2020, 1, 1), date(2026, 1, 1)
NEIGHBOURHOOD = Area.Kind.NEIGHBOURHOOD


def texts(kind):
    return sorted(Name.objects.filter(kind=kind).values_list("text", flat=True))


def test_a_city_is_the_union_of_its_neighbourhoods():
    city, number = load_city(TWO_HALVES, {"en": "Twin Town"}, valid_from=FIRST)
    assert number == 3
    assert {child.slug for child in city.children.all()} == {"west", "east"}
    at = index.areas_at(0.005, 0.005, FIRST)
    assert [Area.objects.get(pk=pk).slug for pk in at.ids] == ["west", "twin-town"]
    assert not index.areas_at(5, 5, FIRST)
    assert not index.areas_at(0.005, 0.005, date(2019, 12, 31))


def test_loading_the_same_file_again_changes_nothing():
    load_city(TWO_HALVES, {"en": "Twin Town"}, valid_from=FIRST)
    before = list(Area.objects.order_by("pk").values())
    assert load_city(TWO_HALVES, {"en": "Twin Town"}, valid_from=FIRST)[1] == 0
    assert list(Area.objects.order_by("pk").values()) == before


def test_a_corrected_boundary_is_noticed_at_once():
    load_areas(collection(area("West", square(0, 0))), NEIGHBOURHOOD, valid_from=FIRST)
    assert not index.areas_at(0.005, 0.015, FIRST)
    assert load_areas(collection(area("West", square(0, 0, 0.02))), NEIGHBOURHOOD, valid_from=FIRST) == 1
    assert index.areas_at(0.005, 0.015, FIRST)
    assert Area.objects.count() == 1


def test_a_new_boundary_from_a_later_day_ends_the_old_one_and_history_stays():
    for day, side in ((FIRST, 0.01), (LATER, 0.02)):
        load_areas(collection(area("West", square(0, 0, side))), NEIGHBOURHOOD, valid_from=day)
    old, new = Area.objects.order_by("valid_from")
    assert (old.valid_until, new.valid_until) == (LATER, None)
    assert index.areas_at(0.005, 0.005, date(2025, 12, 31)).neighbourhood == old.pk
    assert index.areas_at(0.005, 0.005, LATER).neighbourhood == new.pk


def test_an_older_boundary_that_comes_in_late_ends_where_the_known_one_begins():
    for day in (LATER, FIRST):
        load_areas(collection(area("West", square(0, 0))), NEIGHBOURHOOD, valid_from=day)
    assert list(Area.objects.order_by("valid_from").values_list("valid_until", flat=True)) == [LATER, None]


def test_the_database_itself_refuses_two_boundaries_on_one_day():
    load_areas(TWO_HALVES, NEIGHBOURHOOD, valid_from=FIRST)
    west = Area.objects.get(slug="west")
    west.pk, west.valid_from = None, LATER
    with pytest.raises(IntegrityError), transaction.atomic():
        west.save()


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ({"type": "Feature", "properties": {}, "geometry": None}, "no name"),
        ({"type": "Feature", "properties": {"name": "X"}, "geometry": {"type": "Polygon"}}, "cannot be read"),
        ({"type": "Feature", "properties": {"name": "X"}}, "cannot be read"),
        (
            {
                "type": "Feature",
                "properties": {"name": "X"},
                "geometry": {"type": "Point", "coordinates": [0, 0]},
            },
            "polygon",
        ),
        (area("X", square(500_000, 4_000_000, 100)), "degrees"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_changes_nothing(feature, words):
    with pytest.raises(UnusableGeoJSONError, match=words):
        load_areas(collection(area("Fine", square(0, 0)), feature), NEIGHBOURHOOD, valid_from=FIRST)
    assert not Area.objects.exists()


def test_a_boundary_that_crosses_itself_is_mended():
    bow = [[0, 0], [0.01, 0.01], [0.01, 0], [0, 0.01], [0, 0]]
    load_areas(collection(area("Bow", bow)), NEIGHBOURHOOD, valid_from=FIRST)
    assert index.areas_at(0.005, 0.001, FIRST)
    assert not index.areas_at(0.001, 0.005, FIRST).nearest


def test_an_area_without_latin_letters_has_an_address_too():
    load_areas(collection(area("الغرب", square(0, 0))), NEIGHBOURHOOD, valid_from=FIRST)
    assert Area.objects.get().slug.startswith("area-")


def test_streets_and_their_corners_are_known_once():
    assert load_streets(CROSSING, source="test") == 5
    assert texts(NameKind.STREET) == ["Beacon Street", "Charles Street", "Joy Street", "St Stephen Place"]
    assert texts(NameKind.INTERSECTION) == ["Beacon Street & Charles Street", "Beacon Street & Joy Street"]
    before = Street.objects.count(), Name.objects.count()
    assert load_streets(CROSSING, source="test") == 5
    assert (Street.objects.count(), Name.objects.count()) == before


def test_a_source_replaces_only_what_it_said_itself():
    load_streets(CROSSING, source="one")
    load_streets(collection(), source="two")
    assert Street.objects.count() == 5
    load_streets(collection(), source="one")
    assert (Street.objects.count(), Name.objects.count()) == (0, 0)
    assert index.nearest_line(42.357, -71.066) is None


def test_the_nearest_line_is_found():
    load_streets(CROSSING, source="test")
    found = index.nearest_line(42.3581, -71.0620)
    assert found.text == "Beacon Street"
    assert 5 < found.metres < 20
    assert index.nearest_line(42.40, -71.0) is None


ADDRESSES = [
    ("33 Beacon St", 42.3574, -71.0648),
    ("35 Beacon St", 42.3575, -71.0650),
    ("Brooks St & Upcrest Rd", 42.3530, -71.1631),
    ("Old North Church", 42.3663, -71.0544),
    ("  ", 42.3, -71.0),
    ("9 Nowhere St", 95.0, -71.0),
]


def test_addresses_corners_and_places_are_learnt_in_bulk_and_their_street_with_them():
    assert learn_addresses(ADDRESSES, source="311") == 5
    assert texts(NameKind.ADDRESS) == ["33 Beacon St", "35 Beacon St"]
    assert texts(NameKind.INTERSECTION) == ["Brooks St & Upcrest Rd"]
    assert texts(NameKind.PLACE) == ["Old North Church"]
    assert texts(NameKind.STREET) == ["Beacon St"]
    assert learn_addresses(ADDRESSES, source="311") == 0


def test_a_street_that_is_known_there_is_not_learnt_again_but_its_namesake_far_away_is():
    load_streets(CROSSING, source="osm")
    learn_addresses([*ADDRESSES, ("12 Beacon St", 42.2400, -71.1300)], source="311")
    assert texts(NameKind.STREET).count("Beacon St") == 1


def test_a_point_that_stands_for_somewhere_teaches_no_address():
    rows = [(f"{number} Long St", 42.3594, -71.0587) for number in range(1, 60)]
    assert learn_addresses([*rows, ("1 Short St", 42.3, -71.1)], source="311") == 2
    assert texts(NameKind.ADDRESS) == ["1 Short St"]


def test_thousands_of_names_are_learnt_at_once(monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 10)
    names = [KnownName(f"Place {number}", 42.3, -71.0, subject=str(number)) for number in range(35)]
    assert learn_names(names, source="test") == 35


def test_a_thing_has_one_name_in_each_language():
    names = [
        KnownName("Boston Common", 42.355, -71.066, language=code, subject="park")
        for code in ("en", "fr", "en")
    ]
    assert learn_names(names, source="test") == 2
    assert learn_names(names, source="test") == 0


def test_the_demo_city_has_its_neighbourhoods_and_streets():
    first = seed_places()
    assert first == {"areas": 27, "streets": 639, "known areas": 27}
    assert seed_places()["areas"] == 0
    at = index.areas_at(42.3573, -71.0645)
    assert [Area.objects.get(pk=pk).name for pk in at.ids] == ["Beacon Hill", "Boston"]


def test_another_process_notices_a_change_within_the_time_set(settings, monkeypatch):
    moments = iter([0.0, 0.4, 2.0, 2.0])
    settings.PLACES_SECONDS_BETWEEN_CHECKS = 1.0
    kept = index._Kept(Area.objects.count)
    monkeypatch.setattr(index, "monotonic", lambda: next(moments))
    assert kept.get() == 0
    load_areas(TWO_HALVES, NEIGHBOURHOOD, valid_from=FIRST)
    assert kept.get() == 0
    assert kept.get() == 2


def test_an_index_is_built_once_as_long_as_nothing_changes():
    built = []
    kept = index._Kept(lambda: built.append(1) or len(built))
    assert [kept.get(), kept.get()] == [1, 1]
    index.changed()
    assert kept.get() == 2
