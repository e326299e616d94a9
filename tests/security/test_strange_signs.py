"""Signs that nobody types: each gets a sentence, none breaks a page, none deceives a reader."""

from urllib.parse import quote

import pytest

from parvis.kernel.people.models import Person
from parvis.kernel.signs import without_turns
from parvis.kernel.testing.addresses import all_addresses
from parvis.kernel.testing.cast import browser_of
from parvis.services.reports.actions.part import comment
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import HERE, reported
from tests.invariants.test_addresses import ENDLESS
from tests.security.conftest import NUL, TOWER, TURNED, words_of

pytestmark = pytest.mark.django_db

SPOT = {"spot_address": "", "spot_lat": str(HERE[0]), "spot_lon": str(HERE[1])}
STEPS = (
    ("where", SPOT, ("spot_address", "spot_lat", "spot_lon", "choice")),
    ("what", {"category": "street-light"}, ("category",)),
    ("details", {"q_how_many": "one", "words": "Dark."}, ("q_how_many", "words", "remove")),
    ("contact", {"how": "email", "email": "zoe@people.example"}, ("how", "email")),
)
QUERIES = ("q", "area", "category", "state", "age", "after", "box", "near", "next", "comment", "back", "days")
QUERIES += (
    "office",
    "from",
    "mine",
    "lat",
    "lon",
    "spot_address",
    "language",
    "t",
    "format",
    "where",
    "anew",
)


@pytest.mark.parametrize("sign", [NUL, TURNED, TOWER, "\ufffe", "'\";--", "{{ 7*7 }}<b>"], ids=ascii)
def test_no_field_of_the_way_in_breaks(stage, unbroken, sign):
    for step, right, fields in STEPS:
        for field in fields:
            answer = unbroken.post(f"/reports/new/{step}/", {**right, field: f"a{sign}"})
            assert answer.status_code in {200, 302}, f"{step}: {field}"
            assert "<b>" not in answer.content.decode()
        unbroken.post(f"/reports/new/{step}/", right)


def test_a_field_with_a_nul_says_so_and_nothing_is_kept(stage, grace):
    for step, right, _fields in STEPS[:2]:
        grace.post(f"/reports/new/{step}/", right)
    answer = grace.post("/reports/new/details/", {"q_how_many": "one", "words": f"Dark{NUL}."})
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.content.decode()
    assert grace.session["report_draft"]["words"] == ""


@pytest.mark.parametrize("reader", ["grace", "alice", "mona"])
def test_no_address_breaks_with_a_nul_in_it(cast, stage, reader):
    browser = cast.browser(reader)
    browser.raise_request_exception = False
    for each in all_addresses():
        if ENDLESS.search(each.route):
            continue
        query = "&".join(f"{name}={quote(NUL)}x" for name in QUERIES)
        for path in (f"{each.example}?{query}", each.example.replace("nothing", "%00nothing")):
            answer = browser.get(path)
            assert answer.status_code < 500, path
            if (
                each.is_plain
                and "?" in path
                and each.name.startswith("reports:")
                and answer.status_code == 400
            ):
                assert "signs that nobody can type" in words_of(answer)


def test_a_cookie_with_a_nul_counts_as_not_sent(unbroken):
    unbroken.cookies.load(
        'sessionid="\\000\\000\\000\\000\\000\\000\\000\\000\\000"; parvis_language="\\000"'
    )
    assert unbroken.get("/account/login/").status_code == 200
    assert unbroken.get("/account/profile/").status_code == 302


@pytest.mark.parametrize("field", ["words", "address", "category", "key", "email", "answers"])
def test_the_api_refuses_a_nul_in_a_sentence(stage, unbroken, field):
    good = {"category": "street-light", "lat": HERE[0], "lon": HERE[1], "answers": {"how_many": "one"}}
    bad = {**good, field: {"how_many": f"one{NUL}"} if field == "answers" else f"a{NUL}b"}
    answer = unbroken.post("/api/v1/reports", bad, "application/json")
    assert answer.status_code == 400
    assert answer.json()["detail"] == "Cannot parse request body"
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "body", [b'{"words": "\\ud800"}', b"\xff\xfe", b"[" * 100_000, b"", b"null", b"1e999"]
)
def test_the_api_bears_what_is_no_json(stage, unbroken, body):
    answer = unbroken.post("/api/v1/reports", body, "application/json")
    assert answer.status_code in {400, 422}


@pytest.mark.parametrize("sign", [TOWER, "\u202d\u202e\u2066\u2067", "🏳️‍🌈" * 300])
def test_the_longest_and_strangest_words_are_kept_and_shown(stage, unbroken, alice, sign):
    report = reported(stage, alice, words=f"Dark {sign}"[:2000], address=f"Here {sign}"[:200])
    for path in (report.get_absolute_url(), "/reports/", "/reports/feed/", "/reports/new/same/"):
        assert unbroken.get(path).status_code in {200, 302}, path


def test_nobody_turns_the_words_around_them(stage, alice, bob, grace):
    browser = browser_of(bob)
    browser.post(
        "/account/profile/",
        {"public_name": f"Bob{TURNED}", "legal_name": "", "language": "en", "theme": "dark"},
    )
    bob.refresh_from_db()
    report = reported(stage, alice, words=f"Dark{TURNED}", address=f"33 Beacon{TURNED}", shows_name=True)
    comment(report.pk, bob, f"Me too{TURNED}")
    pages = [
        report.get_absolute_url(),
        "/reports/",
        "/reports/feed/",
        "/",
        f"/api/v1/reports/{report.public_id}",
    ]
    for path in pages:
        page = grace.get(path).content.decode()
        assert "\u202e" not in page, path
        assert "\\u202e" not in page, path
    assert without_turns(bob.public_name) == bob.public_name == "Bobynnus"


def test_a_newcomer_cannot_sign_up_with_a_name_that_turns(grace):
    asked = {
        "email": "zoe@people.example",
        "password1": "lanterns on the square",
        "public_name": f"Zoe{TURNED}",
    }
    grace.post("/account/signup/", asked)
    assert Person.objects.get(email="zoe@people.example").public_name == "Zoeynnus"
