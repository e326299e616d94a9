"""What another site, a crafted link or a crafted request could make a browser do."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from parvis.config.settings import base
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.arrivals import CallerAddress
from parvis.kernel.testing.addresses import all_addresses
from parvis.kernel.testing.cast import PASSWORD, browser_of
from parvis.kernel.trust.actions import caller_of
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import HERE, reported
from tests.invariants.test_addresses import assert_strict
from tests.security.conftest import words_of

pytestmark = pytest.mark.django_db
REPORT = {"category": "street-light", "lat": HERE[0], "lon": HERE[1], "answers": {"how_many": "one"}}
# What machines post without a session, by a signed word that no other site has.
SIGNED = {"around:stop", "push:seen"}


def victim(person):
    """A browser in which somebody is signed in and which checks tokens, as in life."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.mark.parametrize("reader", ["alice", "mona"])
def test_no_form_is_taken_from_another_site(cast, reader):
    browser = victim(getattr(cast, reader))
    for each in all_addresses():
        if each.name.startswith("api:") or each.name in SIGNED:
            continue
        answer = browser.post(each.example, {}, headers={"Origin": "https://elsewhere.example"})
        assert answer.status_code in {403, 404, 405}, f"{each.name} {each.example}"
        assert_strict(answer)


def test_a_form_without_its_token_says_what_to_do(alice):
    answer = victim(alice).post("/account/profile/", {"public_name": "Mallory"})
    assert answer.status_code == 403
    assert "load the page again" in words_of(answer)
    assert Person.objects.get(pk=alice.pk).public_name == "Alice"


def test_what_a_machine_posts_without_a_session_needs_its_signed_word(grace):
    assert grace.post("/around/stop/forged/").status_code == 404
    assert grace.post("/notices/devices/seen/", {"seen": "forged"}).status_code == 400


def test_the_api_takes_nothing_from_another_site_in_somebody_s_name(stage, alice):
    browser = victim(alice)
    for kind in ("application/json", "text/plain"):
        answer = browser.post("/api/v1/reports", REPORT if "json" in kind else "{}", kind)
        assert answer.status_code == 403, kind
    assert not Report.objects.exists()


def test_the_api_takes_a_page_s_own_call_and_a_call_without_a_session(stage, alice):
    browser = victim(alice)
    token = re.search(
        r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get("/account/profile/").content.decode()
    )
    own = browser.post("/api/v1/reports", REPORT, "application/json", headers={"X-CSRFToken": token[1]})
    assert own.status_code == 201
    assert (
        Client(enforce_csrf_checks=True).post("/api/v1/reports", REPORT, "application/json").status_code
        == 201
    )
    assert list(Report.objects.order_by("pk").values_list("author", flat=True)) == [alice.pk, None]


def test_no_other_site_reads_an_answer(stage, grace, alice):
    for path in (
        "/",
        "/api/v1/reports",
        "/reports/map.json?box=-71.1,42.3,-71.0,42.4",
        "/places/search?q=beacon",
    ):
        answer = browser_of(alice).get(path, headers={"Origin": "https://elsewhere.example"})
        assert "Access-Control-Allow-Origin" not in answer.headers, path
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", path
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert answer.headers["X-Frame-Options"] == "DENY", path
        assert "form-action 'self'" in answer.headers["Content-Security-Policy"], path
        assert answer.headers["Referrer-Policy"] == "same-origin", path


def test_scripts_cannot_read_the_session_and_other_sites_do_not_send_it(grace, alice):
    grace.post("/account/login/", {"login": alice.email, "password": PASSWORD})
    cookie = grace.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert 0 < int(cookie["max-age"]) <= 7 * 24 * 3600


def test_a_session_gets_a_new_name_when_somebody_signs_in(grace, alice):
    grace.post("/reports/new/where/", {"spot_address": "", "spot_lat": "1", "spot_lon": "1"})
    grace.get("/reports/new/where/")
    before = grace.session.session_key
    grace.post("/account/login/", {"login": alice.email, "password": PASSWORD})
    assert grace.session.session_key != before
    key = grace.session.session_key
    grace.post("/account/logout/")
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = key
    assert stolen.get("/account/profile/").status_code == 302


def test_a_city_hall_speaks_https_alone(monkeypatch):
    monkeypatch.setenv("PARVIS_SECRET_KEY", "only-for-this-test" * 4)
    monkeypatch.setenv("PARVIS_HOSTS", "parvis.city.example")
    from parvis.config.settings import prod

    assert prod.SESSION_COOKIE_SECURE
    assert prod.CSRF_COOKIE_SECURE
    assert prod.LANGUAGE_COOKIE_SECURE
    assert prod.SECURE_SSL_REDIRECT
    assert prod.SECURE_HSTS_SECONDS >= 365 * 24 * 3600
    assert prod.ALLOWED_HOSTS == ["parvis.city.example"]
    assert prod.DEBUG is prod.DEMO is False
    assert "Argon2" in base.PASSWORD_HASHERS[0]


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "testserver@elsewhere.example", "testserver.elsewhere.example"]
)
def test_a_foreign_host_name_is_refused(unbroken, host):
    answer = unbroken.get("/account/reset-password/", headers={"Host": host})
    assert answer.status_code == 400
    assert "elsewhere" not in answer.content.decode()


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "///e.example",
    ],
)
def test_nobody_is_led_elsewhere_from_the_doors(grace, alice, elsewhere):
    given = {"login": alice.email, "password": PASSWORD, "next": elsewhere}
    assert grace.post("/account/login/", given).url == "/me/"
    assert "elsewhere" not in grace.post("/account/preferences/", {"language": "fr", "next": elsewhere}).url
    answer = grace.get("/places/search", {"q": "beacon", "next": elsewhere})
    assert elsewhere not in answer.content.decode()
    assert grace.post("/account/logout/", {"next": elsewhere}).url in {"/", "/account/login/"}


def test_a_body_that_is_too_large_gets_a_sentence(stage, unbroken):
    answer = unbroken.post("/reports/new/where/", {"spot_address": "x" * 3_000_000})
    assert answer.status_code == 400
    assert "too large" in words_of(answer)
    assert_strict(answer)
    many = unbroken.post("/reports/new/where/", {f"field{number}": "" for number in range(400)})
    assert many.status_code == 400
    assert "too large" in words_of(many)
    big = unbroken.post("/api/v1/reports", {**REPORT, "words": "x" * 3_000_000}, "application/json")
    assert big.status_code in {400, 413, 422}


def test_limits_count_for_the_caller_behind_the_proxy_and_not_for_the_proxy(rf, settings):
    def counted(address, passed):
        request = rf.get("/", REMOTE_ADDR=address, headers={"X-Forwarded-For": passed} if passed else {})
        request.user = AnonymousUser()
        CallerAddress(lambda _request: None).process_request(request)
        return request.META["REMOTE_ADDR"], caller_of(request)

    settings.TRUSTED_PROXIES = ["127.0.0.1", "10.0.0.2"]
    assert counted("127.0.0.1", "198.51.100.7")[0] == "198.51.100.7"
    assert counted("127.0.0.1", "198.51.100.7, 10.0.0.2")[0] == "198.51.100.7"
    assert counted("127.0.0.1", "1.2.3.4, 198.51.100.7")[0] == "198.51.100.7", (
        "The caller wrote the first one."
    )
    assert counted("127.0.0.1", "")[0] == "127.0.0.1"
    assert counted("203.0.113.9", "198.51.100.7")[0] == "203.0.113.9", "No proxy of ours."
    assert counted("127.0.0.1", "198.51.100.7")[1] != counted("127.0.0.1", "198.51.100.8")[1]
    settings.TRUSTED_PROXIES = ["172.30.83.0/24", " fd00::/64", ""]
    assert counted("172.30.83.9", "1.2.3.4, 198.51.100.7, 172.30.83.2")[0] == "198.51.100.7"
    assert counted("fd00::9", "2001:db8::7")[0] == "2001:db8::7"
    assert counted("172.30.84.9", "198.51.100.7")[0] == "172.30.84.9", "Of another network."
    assert counted("", "198.51.100.7")[0] == ""
    settings.TRUSTED_PROXIES = ["caddy"]
    with pytest.raises(ImproperlyConfigured, match="PARVIS_PROXIES takes addresses and networks"):
        CallerAddress(lambda _request: None)


def test_what_people_write_is_text_and_never_a_part_of_the_page(stage, alice, amina):
    report = reported(
        stage, alice, words="<script>alert(1)</script><style>b{}</style>", address='"><b onload="x'
    )
    for browser, path in (
        (Client(), report.get_absolute_url()),
        (browser_of(amina), f"/office/reports/{report.public_id}/"),
        (Client(), "/reports/"),
        (Client(), "/no/such/page/"),
    ):
        answer = browser.get(path)
        for tag in ("<b ", "<script>", "<style>"):
            assert tag not in answer.content.decode(), path
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
