"""The frame of every page, the style guide, and the pages for what goes wrong."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import engines
from django.test import Client, RequestFactory

from parvis.kernel.clock import now
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.ui import navigation, views

pytestmark = pytest.mark.django_db


def drawn(source, request=None, **context):
    """What a piece of template becomes."""
    return (
        engines["django"].from_string(source).render(context, request or RequestFactory().get("/somewhere"))
    )


def test_the_style_guide_is_open_to_everyone(client):
    answer = client.get("/ui/")
    assert answer.status_code == 200
    for part in ('class="square"', 'class="promise"', "rung-mark", "data-error-summary", 'data-map="show"'):
        assert part in answer.content.decode()


def test_the_style_guide_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/ui/")


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ca", "ltr"), ("ar", "rtl")])
def test_a_page_says_its_language_and_direction(client, language, direction):
    text = client.get("/ui/", {"language": language}).content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in text


def test_changing_the_language_keeps_the_page_but_not_the_old_wish(client):
    text = client.get("/ui/", {"language": "ar", "page": "2"}).content.decode()
    assert 'name="next" value="/ui/?page=2"' in text


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_a_guest_keeps_the_chosen_appearance(client, theme):
    client.cookies["parvis_theme"] = theme
    assert f'data-theme="{theme}"' in client.get("/ui/").content.decode()


def test_an_appearance_that_does_not_exist_changes_nothing(client):
    client.cookies["parvis_theme"] = '"><script>'
    opening = re.search(r"<html[^>]*>", client.get("/ui/").content.decode())[0]
    assert "data-theme" not in opening


def test_a_member_finds_the_appearance_of_the_account_on_every_device(alice, sign_in):
    alice.theme = "dark"
    alice.save(update_fields=["theme"])
    text = sign_in(alice).get("/ui/").content.decode()
    assert 'data-theme="dark"' in text


def test_the_four_questions_are_on_every_page(client):
    text = client.get("/ui/").content.decode()
    header = text[text.index("<header") : text.index("</header>")]
    assert header.count("data-question=") == 5
    assert "I saw something" in header


def test_a_question_without_a_module_leads_to_the_front_page(monkeypatch):
    monkeypatch.setattr(navigation, "_targets", {})
    links = {link.slug: link.address for link in navigation.question_links("/")}
    assert links["saw"].endswith("/#saw")


def test_a_question_leads_where_its_module_says(monkeypatch):
    monkeypatch.setattr(navigation, "_targets", {})
    navigation.register("saw", "ui:style_guide")
    saw = next(link for link in navigation.question_links("/ui/") if link.slug == "saw")
    assert (saw.address, saw.current) == ("/ui/", True)


def test_a_module_cannot_invent_a_fifth_question():
    with pytest.raises(KeyError):
        navigation.register("buy", "ui:style_guide")


def test_links_to_nowhere_are_left_out(monkeypatch):
    monkeypatch.setattr(navigation, "FOOTER", (("nobody:here", "Nowhere"), ("ui:style_guide", "Parts")))
    monkeypatch.setattr(navigation, "_footer", {"gone:room": "Nowhere"})
    assert [link.address for link in navigation.footer_links()] == ["/ui/"]


def test_officials_see_the_way_to_their_office(amina, alice, sign_in):
    office = navigation.address("office:home")
    assert not office or f'href="{office}"' in sign_in(amina).get("/ui/").content.decode()
    assert not office or f'href="{office}"' not in sign_in(alice).get("/ui/").content.decode()


def test_a_city_with_its_own_colours_gets_its_own_sheet(client, settings):
    settings.CITY = replace(settings.CITY, colours={"harbour": "#003366"})
    address = re.search(r'href="(/ui/city\.css\?[0-9a-f]{12})"', client.get("/ui/").content.decode())[1]
    answer = client.get(address)
    assert "#003366" in answer.content.decode()
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"].startswith("text/css")


def test_a_city_without_wishes_costs_no_request(client, settings):
    settings.CITY = replace(settings.CITY, colours={}, colours_dark={}, font="")
    assert "city.css" not in client.get("/ui/").content.decode()


def test_a_city_shows_its_crest(client, settings):
    settings.CITY = replace(settings.CITY, crest="boston/crest.svg")
    assert 'src="/static/boston/crest.svg"' in client.get("/ui/").content.decode()


def test_a_wrong_address_gets_a_friendly_page_with_a_way_on(client):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "front page" in answer.content.decode()


def test_a_refusal_says_why(rf):
    request = rf.get("/secret")
    answer = views.refused(request, RefusedError("Only neighbours of this street may see it."))
    assert answer.status_code == 403
    assert "Only neighbours of this street may see it." in answer.content.decode()
    assert "not allowed" in views.refused(request).content.decode()


def test_a_broken_server_answers_without_the_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = views.broken(rf.get("/"))
    assert answer.status_code == 500
    assert "not your fault" in answer.content.decode()


def test_a_page_that_breaks_shows_the_friendly_page(monkeypatch):
    def break_down(*_args):
        raise RuntimeError

    monkeypatch.setattr(views, "samples", break_down)
    answer = Client(raise_request_exception=False).get("/ui/")
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()


def test_pages_of_a_list_keep_the_rest_of_the_address():
    page = Paginator(range(100), 10).get_page(5)
    text = drawn("{% pagination page %}", RequestFactory().get("/reports/?area=dorchester&page=5"), page=page)
    assert 'href="?area=dorchester&amp;page=4"' in text
    assert 'aria-current="page"' in text


def test_a_list_of_one_page_has_no_pages():
    assert "<nav" not in drawn("{% pagination page %}", page=Paginator(range(3), 10).get_page(1))


def test_an_open_promise_may_be_called_open():
    text = drawn('{% promise_clock "open" owner="Parks" due=due opened=due %}', due=now())
    assert 'data-state="running"' in text


def test_a_chart_without_figures_says_so():
    assert "no figures yet" in drawn('{% chart "Open reports" bars unit="reports" %}', bars=[])


def test_an_icon_with_a_label_is_read_aloud():
    assert 'aria-label="Kept"' in drawn('{% icon "check" "Kept" %}')
    assert 'aria-hidden="true"' in drawn('{% icon "check" %}')


def test_a_name_keeps_its_own_direction():
    assert (
        drawn("{% person name %}", name="<i>أمينة</i>")
        == '<bdi class="person">&lt;i&gt;أمينة&lt;/i&gt;</bdi>'
    )


def test_the_map_asks_for_the_style_of_the_city():
    text = drawn('{% map "Around here" source="/reports/map.geojson" %}')
    assert 'data-source="/reports/map.geojson"' in text
    assert f'data-centre="{settings.CITY.centre[0]},{settings.CITY.centre[1]}"' in text


def test_a_crowded_square_says_what_a_stone_stands_for():
    text = drawn('{% square runs place="Dorchester" size="small" %}', runs=[("saw", 5000)])
    assert "One stone stands for 50 contributions." in text
    assert "The square of Dorchester: 5,000 contributions" in text


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        (
            "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("curl/8", "An unknown device"),
    ],
)
def test_a_device_is_called_by_names_that_people_know(agent, name):
    assert drawn("{{ agent|device }}", agent=agent) == name


def test_a_moment_is_said_as_people_say_it():
    at = now()
    context = {"at": at, "later": at + timedelta(days=2)}
    assert ">2\xa0days ago<" in drawn("{% moment at since=later %}", **context)
    assert ">in 2\xa0days<" in drawn("{% moment later since=at %}", **context)
