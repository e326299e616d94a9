"""A program sends a request: each parameter, each error, in both forms."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from parvis.kernel.journal.queries import history_of
from parvis.kernel.keeping.actions import erase
from parvis.kernel.people.confirmations import confirmation_path
from parvis.kernel.people.models import Confirmation
from parvis.kernel.programs.actions import revoke
from parvis.kernel.programs.models import Program
from parvis.kernel.testing.jobs import run_jobs, waiting_jobs
from parvis.kernel.testing.written import everything_written
from parvis.services.reports.actions.setup import Kind, keep_category
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import HERE, LIGHTS, OUTSIDE, photo

pytestmark = pytest.mark.django_db


def test_a_request_is_opened_as_the_page_opens_it(stage, caller, new):
    answered = caller.post("requests", **new)
    assert answered.status == 201
    made = Report.objects.get()
    assert answered.one["service_request_id"] == made.reference
    assert "token" not in answered.one
    assert answered.one["service_notice"].startswith("Street Lighting promised an answer by")
    assert (made.state, made.source, made.via, made.author) == ("open", "open311", "Lamp finder", None)
    assert (made.words, made.answers, (made.lat, made.lon)) == (
        "The lamp is dark.",
        {"how_many": "one"},
        HERE,
    )
    assert made.promise
    assert [told.text for told in history_of(made.subject)][
        -1
    ] == "\u2068Lamp finder\u2069 passed this report on."
    assert caller.get(f"requests/{made.reference}").one["description"] == "The lamp is dark."


# ── the place ────────────────────────────────────────────────────────────────


def without_place(new, **place):
    return {name: value for name, value in new.items() if name not in ("lat", "long")} | place


def test_a_place_in_words(stage, caller, new):
    caller.post("requests", **without_place(new, address_string="Beacon St"))
    made = Report.objects.get()
    assert (made.address, made.lat, made.lon) == ("Beacon Street", *HERE)


def test_a_place_by_the_citys_own_number(stage, caller, new):
    caller.post("requests", **without_place(new, address_id="elm-2"))
    assert Report.objects.get().address == "Elm Avenue"


def test_the_point_counts_more_than_the_words_and_both_are_kept(stage, caller, new):
    caller.post("requests", **new, address_string="Before the bakery")
    made = Report.objects.get()
    assert (made.address, made.lat) == ("Before the bakery", HERE[0])


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ({}, "place is missing"),
        ({"lat": "42.3"}, "belong together"),
        ({"long": "-71"}, "belong together"),
        ({"lat": "north", "long": "-71"}, "lat must be a number"),
        ({"lat": "42", "long": "-1810"}, "long must be a number"),
        ({"lat": OUTSIDE[0], "long": OUTSIDE[1]}, "outside the city"),
        ({"address_string": "Zzyzx"}, "address_string is not known"),
        ({"address_id": "Zzyzx"}, "address_id is not known"),
    ],
    ids=str,
)
def test_without_a_place_in_the_city_nothing_is_opened(stage, caller, new, place, sentence):
    answered = caller.post("requests", **without_place(new, **place))
    assert answered.status == 400
    assert sentence in answered.fault
    assert not Report.objects.exists()


# ── the answers ──────────────────────────────────────────────────────────────


def test_a_missing_answer_is_400_with_its_name(stage, caller, new):
    del new["attribute[how_many]"]
    answered = caller.post("requests", **new)
    assert answered.status == 400
    assert "how_many" in answered.fault


def test_an_answer_that_is_not_possible_is_400(stage, caller, new):
    answered = caller.post("requests", **{**new, "attribute[how_many]": "a hundred"})
    assert answered.status == 400
    assert "one, several" in answered.fault


def test_attributes_of_other_systems_are_left_aside(stage, caller, new):
    assert caller.post("requests", **new, **{"attribute[easting]": "1", "attribute[]": "x"}).status == 201
    assert Report.objects.get().answers == {"how_many": "one"}


@pytest.mark.parametrize("names", [("attribute[seen][]",), ("attribute[seen]",)])
def test_several_answers_to_one_question(stage, caller, new, names):
    labels = {"en": "x"}
    choices = {"wires": labels, "glass": labels, "rust": labels}
    questions = [
        {"name": "seen", "kind": "several", "labels": {"en": "What do you see?"}, "choices": choices},
        {"name": "poles", "kind": "number", "labels": labels},
        {"name": "danger", "kind": "yesno", "labels": labels},
    ]
    keep_category(Kind("pole", {"en": "Pole"}, LIGHTS, questions=questions), stage.light.group)
    attributes = {"attribute[poles]": "3", "attribute[danger]": "yes"}
    for name in names:
        attributes[name] = ["rust", "wires"] if name.endswith("[]") else "rust,wires"
    answered = caller.post("requests", **{**new, "service_code": "pole"}, **attributes)
    assert answered.status == 201, answered.rows
    kept = Report.objects.get().answers
    assert (sorted(kept.pop("seen")), kept) == (["rust", "wires"], {"poles": 3, "danger": "yes"})
    told = {
        each["code"]: each["value"] for each in caller.get("requests", extensions="true").one["attributes"]
    }
    assert sorted(told["seen"].split(",")) == ["rust", "wires"]
    kinds = {each["code"]: each["datatype"] for each in caller.get("services/pole").one["attributes"]}
    assert kinds == {"seen": "multivaluelist", "poles": "number", "danger": "singlevaluelist"}
    assert (
        caller.post("requests", **{**new, "service_code": "pole", "attribute[poles]": "a few"}).status == 400
    )
    assert caller.post("requests", **{**new, "service_code": "pole", "attribute[seen]": "gold"}).status == 400


# ── the service ──────────────────────────────────────────────────────────────


def test_an_unknown_service_is_404(stage, caller, new):
    for code in ("nothing", "danger"):
        answered = caller.post("requests", **{**new, "service_code": code})
        assert answered.status == 404
        assert "service_code" in answered.fault


def test_a_missing_service_is_400(stage, caller, new):
    answered = caller.post("requests", **{**new, "service_code": " "})
    assert (answered.status, answered.fault) == (400, "service_code was not given.")


def test_another_jurisdiction_is_404(stage, caller, new):
    assert caller.post("requests", **new, jurisdiction_id="atlantis").status == 404


def test_a_private_service_gives_a_number_and_is_shown_to_nobody(stage, caller, new):
    answered = caller.post("requests", **{**new, "service_code": "housing"})
    assert answered.status == 201
    assert caller.get("requests").rows == []


# ── the key ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("wrong", ["", "parvis_wrong"])
def test_without_a_key_that_is_known_it_is_403(stage, caller, new, wrong):
    answered = caller.post("requests", **{**new, "api_key": wrong})
    assert answered.status == 403
    assert "key" in answered.fault
    assert not Report.objects.exists()


def test_a_key_that_was_switched_off_is_403(stage, caller, new, alice):
    revoke(Program.objects.get().public_id, alice)
    assert caller.post("requests", **new).status == 403


def test_a_key_whose_owner_left_is_403(stage, caller, new, alice):
    erase(alice, words_too=False)
    assert caller.post("requests", **new).status == 403


def test_being_signed_in_replaces_no_key(stage, caller, new, alice):
    caller._browser.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert caller.post("requests", **{**new, "api_key": ""}).status == 403
    caller.post("requests", **new)
    assert Report.objects.get().author is None


def test_a_program_that_calls_too_often_is_told_when_to_come_back(stage, caller, new):
    Program.objects.update(per_hour=1)
    assert caller.post("requests", **new).status == 201
    answered = caller.post("requests", **new)
    assert answered.status == 429
    assert int(answered.headers["Retry-After"]) > 0
    assert Report.objects.count() == 1


# ── sent twice ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("way", ["header", "attribute"])
def test_sent_twice_it_is_one_request(stage, caller, new, way):
    headers = {"Idempotency-Key": "7" * 300} if way == "header" else None
    more = {"attribute[fixmystreet_id]": "7"} if way == "attribute" else {}
    more["media_url"] = "https://photos.example/1.jpg"
    numbers = {
        caller.post("requests", headers, **new, **more).one["service_request_id"] for _time in range(3)
    }
    assert len(numbers) == Report.objects.count() == 1
    assert [name for name, _given in waiting_jobs()].count("open311.fetch_photo") == 1


def test_two_programs_may_use_the_same_number(stage, caller, new, trusted_key):
    for key in (new["api_key"], trusted_key):
        caller.post("requests", {"Idempotency-Key": "7"}, **{**new, "api_key": key})
    assert Report.objects.count() == 2


# ── who reports ──────────────────────────────────────────────────────────────


def test_an_address_is_confirmed_first_and_the_token_leads_to_the_number(stage, caller, new, grace):
    answered = caller.post("requests", **new, email="gus@people.example")
    assert answered.status == 201
    assert "service_request_id" not in answered.one
    token = answered.one["token"]
    assert caller.get(f"tokens/{token}").one == {"service_request_id": "", "token": token}
    assert caller.get("requests").rows == []
    grace.post(confirmation_path(Confirmation.objects.get().pk))
    made = Report.objects.get()
    assert caller.get(f"tokens/{token}").one == {"service_request_id": made.reference, "token": token}
    assert made.author.email == "gus@people.example"


def test_a_token_of_somebodys_own_making_is_404(stage, caller, report_by):
    made = report_by()
    for token in ("nothing", made.public_id, f"{made.public_id}~forged"):
        answered = caller.get(f"tokens/{token}")
        assert answered.status == 404
        assert "token" in answered.fault


def test_a_program_that_the_desk_believes_need_not_have_addresses_confirmed(stage, caller, new, trusted_key):
    answered = caller.post("requests", **{**new, "api_key": trusted_key, "email": "gus@people.example"})
    assert answered.one["service_request_id"]
    made = Report.objects.get()
    assert (made.state, made.email, made.author) == ("open", "", None)


def test_names_telephones_and_devices_are_kept_nowhere(stage, caller, new):
    caller.post(
        "requests",
        **new,
        first_name="Gustav",
        last_name="Quist",
        phone="555-0199",
        device_id="dev-4711",
        account_id="acc-4711",
    )
    written = everything_written()
    assert "The lamp is dark." in written
    for secret in ("Gustav", "Quist", "555-0199", "dev-4711", "acc-4711", new["api_key"]):
        assert secret not in written


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "nonsense"}, "email is not an address"),
        ({"email": "x" * 250 + "@people.example"}, "at most 254"),
        ({"description": "x" * 4001}, "at most 4000"),
        ({"description": "a\0b"}, "NUL"),
        ({"service_code": "x" * 121}, "at most 120"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_kept_is_400(stage, caller, new, changes, sentence):
    answered = caller.post("requests", **{**new, **changes})
    assert answered.status == 400
    assert sentence in answered.fault


def test_four_thousand_letters_are_kept_to_the_last(stage, caller, new):
    caller.post("requests", **{**new, "description": "ض" * 4000})
    assert Report.objects.get().words == "ض" * 4000


# ── photographs ──────────────────────────────────────────────────────────────


def test_photographs_may_come_along_under_any_name(stage, caller, new):
    assert caller.post("requests", **new, media=photo(), photo1=photo("other.jpg")).status == 201
    assert Report.objects.get().photos.count() == 2


def test_what_is_no_photograph_is_400_with_the_reason(stage, caller, new):
    text = SimpleUploadedFile("lamp.jpg", b"not a picture", content_type="image/jpeg")
    answered = caller.post("requests", **new, media=text)
    assert answered.status == 400
    assert "not a photograph" in answered.fault
    assert not Report.objects.exists()


def test_more_photographs_than_are_kept_is_400(stage, caller, new):
    answered = caller.post("requests", **new, media=[photo(f"{number}.jpg") for number in range(5)])
    assert answered.status == 400
    assert "at most 4" in answered.fault


def test_a_photograph_inside_the_citys_own_network_is_not_fetched(stage, caller, new):
    caller.post("requests", **new, media_url=["http://127.0.0.1/secret.jpg", "http://169.254.169.254/latest"])
    run_jobs()
    made = Report.objects.get()
    assert not made.photos.exists()
    texts = [told.text for told in history_of(made.subject)]
    assert texts.count("A photograph that came as an address could not be had.") == 2


def test_a_repeat_is_still_known_a_day_later(stage, caller, new, clock):
    first = caller.post("requests", {"Idempotency-Key": "7"}, **new).one["service_request_id"]
    clock.shift(timedelta(days=1))
    assert caller.post("requests", {"Idempotency-Key": "7"}, **new).one["service_request_id"] == first
