"""Things as people meet them: on the map, by their label, on the way to a report."""

import re
from datetime import date, timedelta

import pytest

from parvis.kernel.places import clusters
from parvis.kernel.places.actions import load_city
from parvis.kernel.testing.answers import words_of
from parvis.services.assets.actions.bringing import bring_in
from parvis.services.assets.models import Asset, Layer, Tie
from parvis.services.assets.seeds import seed
from parvis.services.assets.tests.stage import HERE, point, reported
from parvis.services.moderation.tests.stage import hidden as hide_all
from parvis.services.reports.actions import work
from parvis.services.reports.models import Report
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import square

BOX = "-71.1,42.3,-71.0,42.4"


def send(browser) -> Report:
    """Go the rest of the way and send it."""
    browser.post("/reports/new/details/", {"q_how_many": "one", "words": "Dark since Monday."})
    browser.post("/reports/new/same/")
    browser.post("/reports/new/contact/", {"how": "nobody"})
    assert browser.post("/reports/new/check/").status_code == 302
    return Report.objects.order_by("-pk")[0]


def way_of(browser, asset) -> str:
    """The address behind the button that reports something about it."""
    page = browser.get(asset.get_absolute_url()).content.decode()
    return re.search(r'href="(/reports/new/\?kind=[^"]+)"', page)[1].replace("&amp;", "&")


def test_from_the_label_to_a_report_in_four_steps(stage, grace):
    found = grace.get(f"/a/{stage.lamp.code}", follow=True)
    assert found.redirect_chain == [(stage.lamp.get_absolute_url(), 302)]
    began = grace.get(way_of(grace, stage.lamp))
    assert began.url == "/reports/new/details/"
    assert f"About: Street light {stage.lamp.label}" in words_of(grace.get(began.url))
    report = send(grace)
    assert (report.lat, report.lon) == (stage.lamp.lat, stage.lamp.lon)
    assert report.category == stage.city.light
    assert Tie.objects.get().asset == stage.lamp
    assert str(Tie.objects.get()).startswith(report.public_id)
    assert f"About: Street light {stage.lamp.label}" in words_of(grace.get(report.get_absolute_url()))


def test_what_was_photographed_or_written_before_the_thing_was_tapped_stays(stage, grace):
    session = grace.session
    session["report_draft"] = {"words": "It is dark.", "lat": 42.3551, "lon": -71.0651}
    session.save()
    grace.get(way_of(grace, stage.lamp))
    assert grace.session["report_draft"]["words"] == "It is dark."


def test_whoever_moves_the_point_elsewhere_reports_about_no_thing(stage, grace):
    grace.get(way_of(grace, stage.lamp))
    grace.post("/reports/new/where/", {"spot_address": "", "spot_lat": 42.3585, "spot_lon": -71.0651})
    assert "About:" not in words_of(grace.get("/reports/new/details/"))
    send(grace)
    assert not Tie.objects.exists()


@pytest.mark.parametrize("where", [(42.3585, -71.065), (42.355, -71.0685)])
def test_a_thing_that_is_far_away_is_not_believed(stage, where):
    reported(stage, stage.lamp, lat=where[0], lon=where[1])
    assert not Tie.objects.exists()


@pytest.mark.parametrize("about", ["assets.asset:zzzzzz", "assets.layer:lamps", "nobody.knows:1", "x"])
def test_a_report_that_names_nothing_we_know_is_kept_without_it(stage, about):
    assert reported(stage, stage.lamp, about=about).office == stage.city.lighting
    assert not Tie.objects.exists()


def test_a_link_without_sense_begins_an_empty_report(stage, grace):
    for query in ("lat=north&lon=0", "kind=street-light", "lat=42.355&lon=-71.065&kind=danger-to-nobody"):
        assert grace.get(f"/reports/new/?{query}").url == "/reports/new/where/"
    assert grace.get("/reports/new/?lat=42.355&lon=-71.065").url == "/reports/new/what/"


def test_the_page_says_what_is_reported_already_and_offers_to_follow_it(stage, grace):
    report = reported(stage, stage.lamp)
    page = grace.get(stage.lamp.get_absolute_url())
    assert "This is reported already." in words_of(page)
    assert report.get_absolute_url() in page.content.decode()
    assert "This is reported already." not in words_of(grace.get(stage.other.get_absolute_url()))
    assert "reported" in words_of(grace.get("/assets/?kind=lamps"))


def test_the_page_tells_all_that_happened_with_state_and_days(stage, grace, clock, amina):
    report = reported(stage, stage.lamp)
    clock.shift(timedelta(days=3))
    work.close(report.pk, amina, Closing.DONE, "A new lamp is in.")
    told = words_of(grace.get(stage.lamp.get_absolute_url()))
    assert f"Street light is out ({report.reference})" in told
    assert "Closed after 3 days" in told
    assert "It became known here." in told
    assert "reported already" not in told


def test_private_and_hidden_reports_are_not_on_the_page(stage, grace, mona):
    private = reported(stage, stage.lamp, category=stage.city.housing)
    hidden = reported(stage, stage.lamp)
    hide_all(hidden.subject, mona)
    assert Tie.objects.count() == 2
    page = grace.get(stage.lamp.get_absolute_url()).content.decode()
    for report in (private, hidden):
        assert report.reference not in page
        assert report.public_id not in page
    assert "reported already" not in page


def test_what_is_gone_keeps_its_page_and_its_past(stage, grace):
    bring_in("lamps", [point("L1")])
    page = words_of(grace.get(stage.other.get_absolute_url()))
    assert "It is gone" in page
    assert "The newest list no longer has it." in page
    assert stage.other.label not in words_of(grace.get("/assets/"))


@pytest.mark.parametrize("typed", ["{label}", " {upper} ", "{lower}"])
def test_the_code_can_be_typed_by_hand_however_one_types(stage, grace, typed):
    code, label = stage.lamp.code, stage.lamp.label
    given = typed.format(label=label, upper=code.upper(), lower=f"{code[:2]} {code[2:]}")
    assert grace.get("/a/", {"code": given}).url == stage.lamp.get_absolute_url()
    assert grace.get(f"/assets/{label}/").url == stage.lamp.get_absolute_url()


def test_a_mistyped_code_says_what_to_do_and_keeps_what_was_typed(stage, grace):
    for path in ("/a/zzz", "/a/?code=zzz"):
        answer = grace.get(path)
        assert answer.status_code == 404
        assert "No thing has this code" in words_of(answer)
        assert 'value="zzz"' in answer.content.decode()
    assert grace.get("/assets/zzz/").status_code == 404
    assert grace.get("/a/").status_code == 200


def test_the_map_gives_things_from_near_and_counts_from_far(stage, grace, monkeypatch):
    near = grace.get(f"/assets/map.json?box={BOX}").json()["features"]
    assert near[0]["properties"]["href"] == stage.lamp.get_absolute_url()
    assert len(near) == 3
    assert len(grace.get(f"/assets/map.json?box={BOX}&kind=hydrants").json()["features"]) == 1
    monkeypatch.setattr(clusters, "PINS_AT_MOST", 2)
    (far,) = grace.get(f"/assets/map.json?box={BOX}").json()["features"]
    assert far["properties"] == {"count": 3}


@pytest.mark.parametrize("box", ["", "everything", "1,2,3", "5,1,4,2"])
def test_a_map_without_a_rectangle_says_what_it_needs(stage, grace, box):
    answer = grace.get(f"/assets/map.json?box={box}")
    assert answer.status_code == 400
    assert "west,south,east,north" in answer.json()["error"]


def test_whoever_asks_for_maps_without_end_is_slowed_down(stage, grace, monkeypatch):
    from parvis.kernel.trust.rules import Limit
    from parvis.services.assets.views import public

    monkeypatch.setattr(public, "READING_MAP", Limit("assets.map", burst=1, per_hour=1))
    assert [grace.get(f"/assets/map.json?box={BOX}").status_code for _ in range(2)] == [200, 429]


def test_the_list_goes_on_page_by_page(stage, grace):
    bring_in("lamps", [point(f"L{number}") for number in range(60)])
    seen, path = [], "/assets/?kind=lamps"
    while path:
        page = grace.get(path).content.decode()
        seen += re.findall(r'<h2>.*?href="/assets/(\w{6})/"', page)
        following = re.search(r'rel="next" href="(\?[^"]+)"', page)
        path = f"/assets/{following[1].replace('&amp;', '&')}" if following else ""
    assert sorted(seen) == sorted(Asset.objects.filter(layer=stage.lamps).values_list("code", flat=True))


def test_the_list_and_the_place_step_cost_few_queries_however_many_things_there_are(stage, grace, at_most):
    bring_in("lamps", [point(f"L{number}") for number in range(30)])
    for asset in Asset.objects.filter(layer=stage.lamps)[:20]:
        reported(stage, asset)
    for path, queries in (
        ("/assets/?kind=lamps&area=east-side", 9),
        ("/reports/new/where/", 5),
        (f"/assets/{stage.lamp.code}/", 12),
    ):
        grace.get(path)
        with at_most(queries):
            grace.get(path)


def test_a_thing_is_still_in_its_neighbourhood_when_a_boundary_moves(stage, grace):
    east = {**square("East Side", -71.0702, -71.06), "properties": {"name": "East Side"}}
    features = [east, square("West Side", -71.08, -71.0702)]
    load_city(
        {"type": "FeatureCollection", "features": features}, {"en": "Boston"}, valid_from=date(2020, 1, 1)
    )
    assert stage.lamp.label in words_of(grace.get("/assets/?area=east-side"))


def test_the_place_step_leads_to_the_things_where_there_are_any(stage, grace):
    assert 'data-things="/assets/map.json"' in grace.get("/reports/new/where/").content.decode()
    Asset.objects.all().delete()
    Layer.objects.all().delete()
    assert "data-things" not in grace.get("/reports/new/where/").content.decode()


def test_invented_things_say_so(stage, grace):
    assert "invented for the demonstration" in words_of(grace.get(stage.hydrant.get_absolute_url()))
    assert "invented for the demonstration" in words_of(grace.get("/assets/"))
    assert "invented" not in words_of(grace.get(stage.lamp.get_absolute_url()))


def test_the_demo_gives_its_lamps_a_past_and_a_second_time_no_other(stage, monkeypatch):
    from parvis.services.assets import seeds

    monkeypatch.setattr(seeds, "LAYER", "lamps")
    near = reported(stage, stage.lamp, about="", lat=HERE[0], lon=HERE[1])
    for _ in range(2):
        seed()
    assert [(tie.report, tie.asset) for tie in Tie.objects.all()] == [(near.public_id, stage.lamp)]
    assert str(stage.lamps) == "Street light"
