"""An office sets up a layer and prints its labels."""

import re
from urllib.parse import urlencode

import pytest

from parvis.kernel.journal.queries import history_of
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.testing.answers import words_of
from parvis.services.assets.actions.bringing import bring_in
from parvis.services.assets.models import Asset, Layer
from parvis.services.assets.tests.stage import LAMPS, point
from parvis.services.layers import seeds
from parvis.services.layers.actions import set_up
from parvis.services.layers.seeds import seed

FORM = {
    "office": "street-lighting",
    "categories": ["street-light"],
    "icon": "lamp-duotone",
    "source": "City of Boston",
    "names_en": "Street light",
    "names_fr": "Lampadaire",
    "facts": "kind = Kind",
    "tags": "highway=street_lamp",
    "asks_en": "Wipe the label.",
    "may_be_adopted": "on",
}


def test_a_manager_sets_up_a_layer_and_its_labels_wait_for_things(stage, mona, sign_in):
    browser = sign_in(mona)
    answer = browser.post("/office/layers/new/", {**FORM, "slug": "posts"}, follow=True)
    assert "The layer is as you wished." in words_of(answer)
    assert "parvis import assets FILE --into posts" in words_of(answer)
    made = Layer.objects.get(slug="posts")
    assert (made.names, made.asks) == ({"en": "Street light", "fr": "Lampadaire"}, {"en": "Wipe the label."})
    assert (made.facts, made.categories, made.may_be_adopted) == (
        {"kind": {"en": "Kind"}},
        ["street-light"],
        True,
    )
    told = history_of("assets.layer:posts")[0].text.replace("\u2068", "").replace("\u2069", "")
    assert told == "Street Lighting set up what stands in the street: Street light."


def test_changing_a_layer_keeps_its_things_and_the_labels_in_other_languages(stage, mona, sign_in):
    browser = sign_in(mona)
    page = browser.get("/office/layers/lamps/change/").content.decode()
    assert 'value="Street light"' in page
    assert "kind = Kind" in page
    browser.post("/office/layers/lamps/change/", {**FORM, "facts": "kind = Sort\nheight = Height"})
    changed = Layer.objects.get(slug="lamps")
    assert changed.facts == {"kind": {"en": "Sort", "fr": "Genre"}, "height": {"en": "Height"}}
    assert changed.assets.count() == 2


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        ({"facts": "kind"}, "“kind” has no = between two names."),
        ({"office": "parks"}, "Only managers of Parks set up its layers."),
        ({"names_en": ""}, "Name: English"),
    ],
)
def test_what_cannot_be_says_why_and_keeps_what_was_typed(stage, mona, sign_in, wrong, sentence):
    answer = sign_in(mona).post("/office/layers/lamps/change/", {**FORM, **wrong})
    assert answer.status_code == 422
    assert sentence in words_of(answer)
    assert "Lampadaire" in answer.content.decode()


def test_a_layer_changes_hands_only_with_the_will_of_the_office_that_has_it(stage, olive, mona, omar):
    for person, office in ((omar, stage.city.parks), (mona, stage.city.parks)):
        with pytest.raises(RefusedError, match="Only managers"):
            set_up(LAMPS, office, person)
    stage.hydrants.refresh_from_db()
    with pytest.raises(RefusedError, match="Only managers of Parks"):
        set_up(LAMPS.__class__("hydrants", {"en": "Hydrant"}, "x"), stage.city.lighting, mona)


def test_only_the_office_prints_labels_and_sees_its_layers(stage, amina, omar, desk, sign_in):
    assert "Hydrant" not in words_of(sign_in(amina).get("/office/layers/"))
    assert "Hydrant" in words_of(sign_in(desk).get("/office/layers/"))
    for path in ("/office/layers/lamps/", "/office/layers/lamps/sheets/?sheet=a4"):
        assert sign_in(amina).get(path).status_code == 200
        assert sign_in(omar).get(path).status_code == 403
    assert sign_in(amina).get("/office/layers/lamps/change/").status_code == 403
    assert sign_in(amina).get("/office/layers/none/").status_code == 404


def labels(browser, **wanted) -> tuple[list[str], int]:
    """The codes on the sheets, and how many sheets."""
    page = browser.get(
        f"/office/layers/lamps/sheets/?{urlencode({'sheet': 'a4', **wanted})}"
    ).content.decode()
    return re.findall(r'class="label-name" dir="ltr">([^<]+)<', page), page.count('class="label-sheet plain"')


def test_a_sheet_has_a_code_to_scan_and_to_read_for_each_thing(stage, amina, sign_in, settings):
    browser = sign_in(amina)
    assert labels(browser) == ([stage.lamp.label, stage.other.label], 1)
    page = browser.get("/office/layers/lamps/sheets/?sheet=letter").content.decode()
    assert page.count("<svg") >= 2
    assert "style=" not in page.partition('class="label-sheet plain"')[2].partition("</ul>")[0]
    assert f"{settings.SITE_ADDRESS.partition('://')[2]}/a/" in page


def test_the_scanned_code_leads_to_the_thing(stage, amina, monkeypatch):
    from parvis.services.layers import views

    written = []
    real = views.segno.make
    monkeypatch.setattr(
        views.segno, "make", lambda text, **given: written.append(text) or real(text, **given)
    )
    drawn = views._drawn(stage.lamp.code)
    assert "M4 4h7v1h-7z" in drawn.outline
    lengths = re.findall(r"h(\d+)v1", drawn.outline)
    assert sum(map(int, lengths)) == sum(map(sum, real(written[0], error="q").matrix))
    assert written[0].endswith(f"/a/{stage.lamp.code}")


def test_labels_are_of_the_whole_layer_of_an_area_or_of_the_chosen_ones(stage, amina, sign_in):
    browser = sign_in(amina)
    bring_in("lamps", [point(f"L{number}") for number in range(100)] + [point("W", 42.355, -71.075)])
    codes, sheets = labels(browser)
    assert (len(codes), sheets) == (96, 4)
    assert len(labels(browser, page=2)[0]) == 5
    assert len(labels(browser, area="west-side")[0]) == 1
    wanted = Asset.objects.get(reference="L7")
    assert labels(browser, codes=f"{wanted.label}, {stage.hydrant.code}")[0] == [wanted.label]


def test_a_code_that_is_none_is_named(stage, amina, sign_in):
    answer = sign_in(amina).get("/office/layers/lamps/sheets/?sheet=a4&codes=zzz")
    assert answer.status_code == 422
    assert "“zzz” is no code." in words_of(answer)


def test_sheets_cost_few_queries_however_long_the_layer_is(stage, amina, sign_in, at_most):
    bring_in("lamps", [point(f"L{number}") for number in range(150)])
    browser = sign_in(amina)
    browser.get("/office/layers/lamps/sheets/?sheet=a4")
    with at_most(8):
        browser.get("/office/layers/lamps/sheets/?sheet=a4")


def test_the_demo_invents_its_things_once(stage, settings, tmp_path):
    folder = tmp_path / "demo" / settings.CITY.slug
    folder.mkdir(parents=True)
    settings.PROJECT = tmp_path
    seed()
    assert not Layer.objects.filter(slug="bins").exists()
    street = '{"coordinates": [[-71.069, 42.355], [-71.061, 42.355]], "type": "LineString"}'
    feature = f'{{"type": "Feature", "properties": {{"osm_id": 7}}, "geometry": {street}}}'
    (folder / "streets-x.geojson").write_text(f'{{"features": [{feature}]}}')
    (folder / "layers.toml").write_text(
        '[[layer]]\nslug = "bins"\noffice = "parks"\ncategories = []\nsource = "x"\nnames = {en = "Bin"}\n'
        "spacing = {apart = 100, aside = 5, first = 10}\n"
    )
    for _ in range(2):
        seeds.seed()
    assert Asset.objects.filter(layer__slug="bins", layer__is_invented=True).count() == 7
