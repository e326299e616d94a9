"""What becomes of a person's own data: they see it, take it away, and have it erased, everywhere and for good."""

import json
import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core.files.storage import default_storage
from django.test import Client

from parvis.kernel.files.actions import store_photo
from parvis.kernel.files.models import Upload
from parvis.kernel.files.rules import Size
from parvis.kernel.journal.queries import history_of
from parvis.kernel.keeping import registry
from parvis.kernel.keeping.actions import erase, erase_address
from parvis.kernel.notices.actions import Address, choose
from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.models import Notice, Preference
from parvis.kernel.people.actions import introduce
from parvis.kernel.people.confirmations import confirmation_path
from parvis.kernel.people.models import Confirmation, Person
from parvis.kernel.testing.cast import PASSWORD, member
from parvis.kernel.testing.written import everything_written
from parvis.kernel.trust.actions import flag
from parvis.kernel.trust.models import Flag
from parvis.kernel.trust.rules import Ground
from parvis.kernel.verification.queries import broken_links
from parvis.services.reports.actions import work
from parvis.services.reports.actions.opening import open_unconfirmed
from parvis.services.reports.actions.part import comment, follow, look_again
from parvis.services.reports.actions.setup import Kind, keep_category
from parvis.services.reports.models import Comment, Follow, Photo, Report, Vote
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import OTHER, photo, reported

pytestmark = pytest.mark.django_db

SAW = "The lamp before number seven is dark."
SAID = "I looked again on Tuesday, still dark."
# Whatever says who Zoe is; her words are no trace until she asks for them to go.
TRACES = ("zoe@people.example", "zoe@work.example", "Zoe from the Corner", "Zimmermann", "old phone")
WORDS = (SAW, SAID, "rude", "three steps", "second floor")


@pytest.fixture
def browser(client, db):
    """The browser in which Zoe signed in, by the form, as people do."""
    return Client(HTTP_USER_AGENT="Zoe's old phone", REMOTE_ADDR="192.0.2.77")


def steps(stage):
    """A category that asks for words of one's own."""
    return keep_category(
        Kind(
            "steps",
            {"en": "Broken steps"},
            OTHER,
            questions=(
                {"name": "where", "kind": "text", "labels": {"en": "Where?"}},
                {"name": "several", "kind": "yesno", "labels": {"en": "Several?"}},
            ),
        ),
        stage.tree.group,
    )


@pytest.fixture
def zoe(stage, bob, amina, browser):
    """Somebody who did everything that one can do here."""
    zoe = member("Zoe")
    zoe.emailaddress_set.create(email="zoe@work.example", verified=True)
    introduce(zoe, public_name="Zoe from the Corner", legal_name="Zoe Zimmermann")
    answer = browser.post("/account/login/", {"login": zoe.email, "password": PASSWORD})
    assert answer.status_code == 302
    lamp = store_photo(photo(), owner=zoe, purpose="reports.photo")
    own = reported(stage, zoe, words=SAW, photos=(lamp.public_id,), shows_name=True)
    reported(
        stage,
        zoe,
        category=steps(stage),
        words="Mind the three steps.",
        answers={"where": "second floor", "several": True},
    )
    store_photo(photo("unsent.jpg"), owner=zoe, purpose="reports.photo")
    said = comment(own.pk, zoe, SAID)
    others = reported(stage, bob, words="A tree fell.")
    follow(others.pk, zoe)
    look_again(others.pk, zoe, fixed=False)
    flag(comment(own.pk, bob, "You are rude.").subject, Ground.INSULT, "He is rude.", zoe)
    reported(stage, email="Zoe@work.example", words="Sent before signing in.")
    choose(zoe, Category.FOLLOWED, wanted=False)
    proof = store_photo(photo("proof.jpg"), owner=amina, purpose="reports.photo")
    work.close(own.pk, amina, Closing.DONE, "A new lamp is in.", proof=[proof.public_id])
    work.assign(others.pk, amina, amina)
    assert said.person == zoe
    return zoe


def erasing(browser, **answers):
    return browser.post("/account/data/erase/", answers)


# ── seeing ───────────────────────────────────────────────────────────────────


def test_zoe_sees_everything_by_section_with_its_count_and_why(zoe, browser, at_most):
    with at_most():
        text = browser.get("/account/data/").content.decode()
    for words in ("zoe@people.example", "zoe@work.example", "old phone", "192.0.2.77", SAW, SAID, "rude"):
        assert words in text.replace("&#x27;", "'"), words
    assert "You found it still there." in text
    assert "public words, kept with the report" in text
    assert "For 365 days:" in text


def test_a_long_section_shows_the_newest_and_counts_them_all(stage, zoe, browser):
    for number in range(5):
        reported(stage, zoe, words=f"Number {number}")
    text = browser.get("/account/data/").content.decode()
    reports = text[text.index('id="reports"') : text.index('id="comments"')]
    assert "(8)" in reports
    assert [number for number in range(5) if f"Number {number}" in reports] == [2, 3, 4]


def test_nobody_else_sees_zoe_s_data(zoe, grace, charlie, amina, sign_in):
    for path in ("/account/data/", "/account/data/download/"):
        assert "login" in grace.get(path)["Location"]
        for stranger in (charlie, amina):
            text = sign_in(stranger).get(path).content.decode()
            assert not [trace for trace in (*TRACES, SAW, SAID) if trace in text]


def test_no_copy_of_my_data_is_left_in_a_browser(zoe, browser):
    for path in ("/account/data/", "/account/data/download/", "/account/data/erase/"):
        assert "no-store" in browser.get(path)["Cache-Control"]


# ── taking away ──────────────────────────────────────────────────────────────


def test_the_file_has_everything_that_zoe_did(zoe, browser):
    answer = browser.get("/account/data/download/")
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment")
    whole = json.loads(answer.content.decode("utf-8"))
    rows = {section["name"]: [row["data"] for row in section["rows"]] for section in whole["sections"]}
    assert rows["account"][0]["legal_name"] == "Zoe Zimmermann"
    assert {each["email"] for each in rows["addresses"]} == {"zoe@people.example", "zoe@work.example"}
    assert rows["sign-ins"][0]["address"] == "192.0.2.77"
    assert {each["words"] for each in rows["reports"]} == {
        SAW,
        "Mind the three steps.",
        "Sent before signing in.",
    }
    assert {"where": "second floor", "several": True} in [each["answers"] for each in rows["reports"]]
    assert [each["words"] for each in rows["comments"]] == [SAID]
    assert [each["fixed"] for each in rows["looks"]] == [False]
    assert len(rows["follows"]) == 3
    assert len(rows["photographs"]) == 2
    assert [each["words"] for each in rows["flags"]] == ["He is rude."]
    assert [each["category"] for each in rows["wishes"]] == ["followed"]
    assert (
        len(rows["notices"]) == Notice.objects.filter(person=zoe).count() + 1
    )  # the letter to her other address
    assert all(section["count"] == len(section["rows"]) and section["kept"] for section in whole["sections"])


def test_the_file_holds_no_secret_with_which_one_could_sign_in(amina, sign_in):
    text = sign_in(amina).get("/account/data/download/").content.decode()
    assert '"totp"' in text
    assert amina.authenticator_set.get().data["secret"] not in text
    assert amina.password not in text


def test_every_row_of_the_file_leads_to_a_page_that_is_there(zoe, browser):
    whole = json.loads(browser.get("/account/data/download/").content)
    pages = {row["page"] for section in whole["sections"] for row in section["rows"]} - {""}
    assert len(pages) > 5
    for page in pages:
        path = page.removeprefix(whole["site"])
        assert path.startswith("/")
        assert browser.get(path).status_code == 200, path


# ── erasing ──────────────────────────────────────────────────────────────────


def test_nothing_in_the_whole_database_tells_who_zoe_was(zoe, browser):
    before = everything_written()
    assert not [trace for trace in TRACES if trace.lower() not in before.lower()]
    answer = erasing(browser, password=PASSWORD)
    assert answer["Location"] == "/account/data/erased/"
    left = everything_written().lower()
    assert [trace for trace in TRACES if trace.lower() in left] == []
    assert SAW in everything_written()
    assert not list(broken_links())


def test_her_words_and_photographs_go_with_her_when_she_asks(
    zoe, browser, stage, django_capture_on_commit_callbacks
):
    own = Report.objects.get(words=SAW)
    picture = own.photos.get(is_proof=False).upload.file_of(Size.LARGE)
    assert not [words for words in WORDS if words not in everything_written()]
    with django_capture_on_commit_callbacks(execute=True):
        erasing(browser, password=PASSWORD, words_too="on")
    left = everything_written()
    # Bob's own words about her stay Bob's.
    assert [words for words in WORDS if words in left] == ["rude"]
    assert not default_storage.exists(picture)
    own.refresh_from_db()
    assert (own.category, own.lat, own.office, own.closing_words) == (
        stage.light,
        42.355,
        stage.lighting,
        "A new lamp is in.",
    )
    assert [photo.is_proof for photo in own.photos.all()] == [True]
    assert Report.objects.get(category__slug="steps").answers == {"several": True}
    assert Flag.objects.get().words == ""
    assert not list(broken_links())


def test_without_that_wish_contributions_stay_without_a_name(zoe, browser, grace):
    own = Report.objects.get(words=SAW)
    erasing(browser, password=PASSWORD)
    text = grace.get(own.get_absolute_url()).content.decode()
    assert SAW in text
    assert SAID in text
    assert "A resident" in text
    assert "Zoe" not in text
    assert all("Zoe" not in told.text for told in history_of(own.subject))
    assert (Vote.objects.count(), Photo.objects.count()) == (1, 2)
    assert Upload.objects.filter(keep_until__isnull=False).count() == 0
    assert not Follow.objects.filter(person=zoe).exists()


def test_who_was_erased_is_signed_out_everywhere_and_cannot_sign_in_again(zoe, browser, mailoutbox):
    other = Client()
    other.post("/account/login/", {"login": zoe.email, "password": PASSWORD})
    assert other.get("/account/data/").status_code == 200
    page = browser.post("/account/data/erase/", {"password": PASSWORD}, follow=True)
    assert "Your data are erased" in page.content.decode()
    for each in (browser, other):
        assert "login" in each.get("/account/data/")["Location"]
    assert not UserSession.objects.filter(user=zoe).exists()
    again = browser.post("/account/login/", {"login": "zoe@people.example", "password": PASSWORD})
    assert again.status_code == 200
    assert "login" in browser.get("/account/data/")["Location"]


def test_looking_at_the_page_erases_nothing(zoe, browser):
    text = browser.get("/account/data/erase/").content.decode()
    browser.head("/account/data/erase/")
    assert "Nobody can undo this" in text
    assert "This stays without your name." in text
    zoe.refresh_from_db()
    assert zoe.is_active


def test_a_wrong_password_erases_nothing_and_says_so(zoe, browser):
    for wrong in ({"password": "wrong"}, {"password": ""}, {"address": zoe.email}, {}):
        answer = erasing(browser, **wrong)
        assert answer.status_code == 200
        assert "data-error-summary" in answer.content.decode()
    zoe.refresh_from_db()
    assert zoe.is_active


def test_guessing_the_password_at_an_open_device_ends_soon(zoe, browser):
    statuses = {erasing(browser, password=f"guess {number}").status_code for number in range(30)}
    assert 403 in statuses
    assert erasing(browser, password=PASSWORD).status_code == 403


def test_somebody_else_s_request_does_nothing_to_zoe(zoe, charlie, grace, sign_in):
    assert "login" in erasing(grace, password=PASSWORD)["Location"]
    Person.objects.filter(pk=charlie.pk).update(password="")
    charlie.set_unusable_password()
    charlie.save()
    assert "Nothing was erased" in erasing(sign_in(charlie), address=zoe.email).content.decode()
    outside = Client(enforce_csrf_checks=True)
    outside.force_login(zoe, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert erasing(outside, password=PASSWORD).status_code == 403
    zoe.refresh_from_db()
    assert zoe.is_active


def test_whoever_has_no_password_types_the_address(charlie, sign_in):
    charlie.set_unusable_password()
    charlie.save()
    browser = sign_in(charlie)
    assert 'name="address"' in browser.get("/account/data/erase/").content.decode()
    assert erasing(browser, address=" Charlie@people.example")["Location"] == "/account/data/erased/"
    charlie.refresh_from_db()
    assert not charlie.is_active


def test_whoever_has_no_password_but_an_app_proves_it_with_that(amina, sign_in):
    amina.set_unusable_password()
    amina.save()
    answer = sign_in(amina).get("/account/data/erase/")
    assert answer.status_code == 302
    assert "/reauthenticate/" in answer["Location"]


def test_the_last_owner_first_gives_the_office_into_other_hands(olive, sign_in, street_lighting):
    browser = sign_in(olive)
    assert "only owner of Street Lighting" in browser.get("/account/data/erase/").content.decode()
    answer = erasing(browser, password=PASSWORD)
    assert answer.status_code == 403
    assert "only owner of Street Lighting" in answer.content.decode()
    olive.refresh_from_db()
    assert olive.is_active


def test_one_of_two_owners_may_leave(olive, mona, sign_in, street_lighting):
    mona.memberships.update(role="owner")
    assert erasing(sign_in(olive), password=PASSWORD)["Location"] == "/account/data/erased/"
    assert street_lighting.memberships.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_do_not_leave_the_office_alone(together, olive, mona, monkeypatch):
    mona.memberships.update(role="owner")
    both = threading.Barrier(2)

    def meet(_leaving):
        """Without the lock both would have been let through to here, and would meet."""
        with suppress(threading.BrokenBarrierError):
            both.wait(1)

    monkeypatch.setitem(registry._hooks, "testing", meet)
    left = together(lambda: erase(olive), lambda: erase(mona))
    assert sorted(type(each).__name__ for each in left) == ["NoneType", "RefusedError"]


def test_what_an_official_had_taken_on_goes_back_to_the_office(stage, amina, report_by):
    report = report_by()
    work.assign(report.pk, amina, amina)
    work.note(report.pk, amina, "The contractor is on holiday.")
    erase(amina, words_too=True)
    report.refresh_from_db()
    assert report.assignee is None
    assert Comment.objects.get().words == "The contractor is on holiday."


def test_all_or_nothing(zoe, monkeypatch):
    def broken(_leaving):
        raise RuntimeError("half way")

    monkeypatch.setitem(registry._hooks, "testing", broken)
    with pytest.raises(RuntimeError, match="half way"):
        erase(zoe)
    assert Notice.objects.filter(person=zoe).exists()
    zoe.refresh_from_db()
    assert zoe.is_active


# ── guests ───────────────────────────────────────────────────────────────────


def test_an_address_that_never_became_an_account_is_forgotten_too(stage, grace, clock):
    report = reported(stage, email="gus@people.example", words="A guest saw this.")
    choose(Address("gus@people.example", "en"), Category.FOLLOWED, wanted=False)
    waiting = Confirmation.objects.get()
    assert everything_written().count("gus@people.example") >= 3
    assert not erase_address(" Gus@People.example ")
    assert "gus@people.example" not in everything_written()
    assert not Preference.objects.exists()
    assert grace.get(confirmation_path(waiting.pk)).status_code == 404
    clock.shift(timedelta(days=15))
    assert open_unconfirmed() == 1
    report.refresh_from_db()
    assert (report.author, report.words) == (None, "A guest saw this.")


def test_an_address_that_is_only_claimed_opens_and_erases_nothing(stage, charlie, sign_in):
    report = reported(stage, email="gus@people.example", words="A guest saw this.")
    charlie.emailaddress_set.create(email="gus@people.example", verified=False)
    assert "A guest saw this." not in sign_in(charlie).get("/account/data/download/").content.decode()
    erase(charlie, words_too=True)
    report.refresh_from_db()
    assert (report.email, report.words) == ("gus@people.example", "A guest saw this.")
    assert Confirmation.objects.filter(email="gus@people.example").exists()
    assert not charlie.emailaddress_set.exists()
    erase_address("gus@people.example", words_too=True)  # Gus himself asks
    report.refresh_from_db()
    assert (report.email, report.words) == ("", "")


def test_an_address_of_an_account_takes_the_account_with_it(zoe):
    assert erase_address("Zoe@Work.example")
    zoe.refresh_from_db()
    assert not zoe.is_active
    left = everything_written().lower()
    assert [trace for trace in TRACES if trace.lower() in left and "@" in trace] == []
