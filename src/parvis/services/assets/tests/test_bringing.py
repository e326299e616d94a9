"""Files become layers: once, up to date, nothing lost. The extract of Helsinki: © OpenStreetMap contributors, ODbL."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from parvis.kernel.journal.queries import history_of
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.places.actions import load_city
from parvis.kernel.places.points import UnusableRow
from parvis.kernel.places.tests.test_points import HELSINKI
from parvis.kernel.testing.cast import office
from parvis.services.assets.actions.bringing import OUTSIDE, TWICE, bring_in
from parvis.services.assets.actions.setup import keep_layer
from parvis.services.assets.cli import import_assets
from parvis.services.assets.contracts import known_layers
from parvis.services.assets.models import Asset, Layer
from parvis.services.assets.rules import read_code
from parvis.services.assets.tests.stage import HERE, LAMPS, build, point
from parvis.services.reports.tests.stage import OUTSIDE as FAR

ROWS = [point("L1", kind="LED"), point("L2", HERE[0] + 0.0001)]


def counted(outcome) -> tuple[int, int, int, int, int]:
    return outcome.new, outcome.changed, outcome.known, outcome.gone, len(outcome.refused)


def test_a_second_time_everything_is_known(stage):
    before = list(Asset.objects.order_by("pk").values())
    assert counted(bring_in("lamps", ROWS)) == (0, 0, 2, 0, 0)
    assert list(Asset.objects.order_by("pk").values()) == before


def test_what_moved_or_changed_is_brought_up_to_date_under_its_old_code(stage):
    moved = point("L1", HERE[0] + 0.001, kind="sodium")
    assert counted(bring_in("lamps", [moved, ROWS[1]])) == (0, 1, 1, 0, 0)
    lamp = Asset.objects.get(reference="L1")
    assert (lamp.code, lamp.lat, lamp.facts) == (
        stage.lamp.code,
        round(HERE[0] + 0.001, 7),
        {"kind": "sodium"},
    )


def test_what_is_missing_is_gone_and_comes_back_with_the_next_file(stage):
    assert counted(bring_in("lamps", ROWS[:1])) == (0, 0, 1, 1, 0)
    assert Asset.objects.get(reference="L2").gone_at is not None
    assert [(each.standing, each.gone) for each in known_layers("lamps")] == [(1, 1)]
    assert counted(bring_in("lamps", ROWS[:1])) == (0, 0, 1, 0, 0)
    assert counted(bring_in("lamps", ROWS)) == (0, 1, 1, 0, 0)
    assert Asset.objects.get(reference="L2").gone_at is None
    assert [(each.standing, each.gone) for each in known_layers("lamps")] == [(2, 0)]
    assert Asset.objects.get(reference="H1").gone_at is None


def test_rows_that_cannot_be_used_are_named_with_their_reasons(stage):
    bad = UnusableRow(9, "L9", "It has no place.")
    outcome = bring_in("lamps", [*ROWS, ROWS[0], point("L3", *FAR), bad])
    assert counted(outcome) == (0, 0, 2, 0, 3)
    assert {each.reason for each in outcome.refused} == {TWICE, OUTSIDE, "It has no place."}
    assert str(outcome) == "5 read, 0 new, 0 changed, 2 known, 0 gone, 3 refused"


@pytest.mark.parametrize("rows", [[], [point("L1", *FAR)]])
def test_an_empty_file_makes_nothing_disappear(stage, rows):
    with pytest.raises(RefusedError, match="everything stays"):
        bring_in("lamps", rows)
    assert Asset.objects.filter(gone_at=None).count() == 3


def test_a_file_that_breaks_off_leaves_everything_as_it_was(stage):
    def breaking():
        yield point("L7")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        bring_in("lamps", breaking())
    assert not Asset.objects.filter(reference="L7").exists()


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_layer_at_once_make_each_thing_once(together):
    build()
    rows = [*ROWS, *(point(f"N{number}") for number in range(50))]
    first, second = together(lambda: bring_in("lamps", rows), lambda: bring_in("lamps", rows))
    assert sorted((first.new, second.new)) == [0, 50]
    assert Asset.objects.filter(layer__slug="lamps").count() == 52


def test_columns_that_the_layer_does_not_name_are_not_kept(stage):
    assert stage.lamp.facts == {"kind": "LED"}
    assert stage.lamp.told_facts == [("Kind", "LED")]


def test_the_journal_says_what_changed(stage):
    bring_in("lamps", [*ROWS, point("L3", HERE[0] + 0.0003)])
    told = history_of("assets.layer:lamps")[-1].text.replace("\u2068", "").replace("\u2069", "")
    assert told == "Street light brought up to date: 1 new, 0 changed, 0 gone."


def test_no_asset_stands_twice_or_off_the_earth(stage):
    for wrong in ({"reference": "L1"}, {"reference": "L8", "lat": 91.0}):
        given = {"layer": stage.lamps, "lat": 42.35, "lon": -71.0, "area": stage.city.east, "code": "aaaaaa"}
        with pytest.raises(IntegrityError), transaction.atomic():
            Asset.objects.create(**{**given, **wrong})


@pytest.fixture
def helsinki(db):
    """A city around the extract, with a layer for its lamps."""
    corners = [[24.9, 60.1], [25.0, 60.1], [25.0, 60.2], [24.9, 60.2], [24.9, 60.1]]
    shape = {"type": "Polygon", "coordinates": [corners]}
    centre = {"type": "Feature", "properties": {"name": "Keskusta"}, "geometry": shape}
    load_city(
        {"type": "FeatureCollection", "features": [centre]}, {"en": "Helsinki"}, valid_from=date(2013, 1, 1)
    )
    return keep_layer(LAMPS, office("street-lighting"))


def silent(done, whole):
    """Somebody who does not look."""


def test_the_command_brings_a_real_layer_in_and_a_second_time_nothing_new(helsinki):
    assert (
        import_assets(HELSINKI, silent, "lamps") == "126 read, 126 new, 0 changed, 0 known, 0 gone, 0 refused"
    )
    assert import_assets(HELSINKI, silent, "lamps").startswith("126 read, 0 new, 0 changed, 126 known")
    codes = set(Asset.objects.order_by("pk").values_list("code", flat=True))
    assert len(codes) == 126
    assert all(read_code(code) == code for code in codes)


def test_the_command_says_which_row_was_refused_and_why(helsinki, tmp_path):
    file = tmp_path / "lamps.csv"
    file.write_text("id,lat,lon\n1,60.15,24.95\n2,,\n")
    said = import_assets(file, silent, "lamps")
    assert "line 3  2  It has no place" in said
    assert said.endswith("2 read, 1 new, 0 changed, 0 known, 0 gone, 1 refused")


def test_the_command_names_the_layers_and_what_is_wrong_with_a_file(helsinki, tmp_path):
    with pytest.raises(RefusedError, match=r"--into LAYER\. There are: lamps\."):
        import_assets(HELSINKI, silent)
    with pytest.raises(RefusedError, match="neither"):
        import_assets(tmp_path / "lamps.xlsx", silent, "lamps")
    Layer.objects.all().delete()
    with pytest.raises(RefusedError, match="none yet"):
        import_assets(HELSINKI, silent, "lamps")
