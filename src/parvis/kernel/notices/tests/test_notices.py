"""What people are told, by which way, and whether it arrived."""

import re

import pytest
from django.core import signing

from parvis.kernel.notices.actions import Address, choose, deliver, mark_read, tell
from parvis.kernel.notices.channels import CarryError
from parvis.kernel.notices.kinds import Category, NoticeKind, kind_named, kinds, register
from parvis.kernel.notices.models import Delivery, Notice, Preference
from parvis.kernel.notices.queries import inbox_of, unread_count
from parvis.kernel.notices.tests.stage import BENCH, News, Safety
from parvis.kernel.testing.cast import member
from parvis.kernel.testing.jobs import waiting_jobs

pytestmark = pytest.mark.django_db
ZOE = Address("zoe@people.example", "ar")


def leave_path(mailoutbox) -> str:
    return re.search(r"http://[^/]+(/notices/leave/[^>]+)", mailoutbox[-1].extra_headers["List-Unsubscribe"])[
        1
    ]


def pace_of(person, category):
    wish = Preference.objects.filter(person=person, category=category, channel="email").first()
    return (wish.pace if wish.wanted else "never") if wish else "now"


def test_a_person_is_told_on_the_page_and_by_e_mail(alice, run_jobs, mailoutbox):
    assert tell(News, [alice], BENCH) == 1
    assert run_jobs() == ["notices.deliver"]
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == ([alice.email], "News about the bench")
    assert "/things/bench/" in letter.body
    assert [notice.title for notice in inbox_of(alice)] == ["News about the bench"]
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries, delivery.error) == ("sent", 1, "")
    assert delivery.sent_at


def test_nobody_is_told_twice_and_who_did_it_is_not_told(alice, bob):
    assert tell(News, [alice, bob, alice, Address(alice.email.upper())], BENCH, besides=bob) == 1
    assert Notice.objects.count() == 1


def test_whoever_has_an_account_is_told_there_although_they_come_as_an_address_too(alice):
    assert tell(News, [alice, Address(alice.email.upper(), "fr")], BENCH) == 1
    assert Notice.objects.get().person == alice


def test_telling_nobody_writes_nothing(alice):
    assert tell(News, [alice], BENCH, besides=alice) == 0
    assert waiting_jobs() == []


def test_a_reader_without_account_gets_a_letter_in_their_language(run_jobs, mailoutbox):
    tell(News, [ZOE], BENCH)
    run_jobs()
    assert mailoutbox[0].to == [ZOE.email]
    assert 'dir="rtl"' in mailoutbox[0].alternatives[0][0]


def test_a_letter_already_sent_is_not_sent_again(alice, run_jobs, mailoutbox):
    tell(News, [alice], BENCH)
    run_jobs()
    deliver(delivery_id=Delivery.objects.get().pk)
    assert len(mailoutbox) == 1


def test_a_mail_server_that_is_down_is_written_down_and_tried_again(alice, mail_down):
    tell(News, [alice], BENCH)
    delivery = Delivery.objects.get()
    for tries in (1, 2):
        with pytest.raises(CarryError, match="refused"):
            deliver(delivery_id=delivery.pk)
        delivery.refresh_from_db()
        assert (delivery.state, delivery.tries, delivery.sent_at) == ("waiting", tries, None)
        assert delivery.error.startswith("ConnectionRefusedError")


def test_it_arrives_once_the_mail_server_is_back(alice, mail_down, settings, mailoutbox):
    tell(News, [alice], BENCH)
    delivery = Delivery.objects.get()
    with pytest.raises(CarryError):
        deliver(delivery_id=delivery.pk)
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    deliver(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, delivery.error) == ("sent", 2, "")
    assert len(mailoutbox) == 1


def test_what_a_person_switched_off_stands_on_the_page_only(alice, bob, run_jobs, mailoutbox):
    choose(alice, Category.FOLLOWED, wanted=False)
    choose(ZOE, Category.FOLLOWED, wanted=False)
    assert tell(News, [alice, bob, ZOE], BENCH) == 3
    run_jobs()
    assert [letter.to for letter in mailoutbox] == [[bob.email]]
    assert inbox_of(alice).count() == 1


def test_a_wish_can_be_changed_back(alice, run_jobs, mailoutbox):
    choose(alice, Category.FOLLOWED, wanted=False)
    choose(alice, Category.FOLLOWED, wanted=True)
    assert pace_of(alice, Category.FOLLOWED) == "now"
    tell(News, [alice], BENCH)
    run_jobs()
    assert len(mailoutbox) == Preference.objects.count() == 1


def test_what_the_account_needs_cannot_be_switched_off(alice, run_jobs, mailoutbox):
    choose(alice, Category.ACCOUNT, wanted=False)
    choose(alice, "nonsense", wanted=False)
    assert not Preference.objects.exists()
    tell(Safety, [alice], BENCH)
    run_jobs()
    assert "List-Unsubscribe" not in mailoutbox[0].extra_headers


def test_one_click_stops_the_letters_and_opening_the_link_only_asks(alice, grace, run_jobs, mailoutbox):
    tell(News, [alice], BENCH)
    run_jobs()
    assert mailoutbox[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = leave_path(mailoutbox)
    assert "Stop these letters?" in grace.get(path).content.decode()
    assert pace_of(alice, Category.FOLLOWED) == "now"
    assert grace.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert pace_of(alice, Category.FOLLOWED) == "never"


def test_a_reader_without_account_can_stop_letters_too(grace, run_jobs, mailoutbox):
    tell(News, [ZOE], BENCH)
    run_jobs()
    grace.post(leave_path(mailoutbox))
    tell(News, [ZOE], BENCH)
    run_jobs()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    "token",
    ["forged", signing.dumps(["alice@people.example", "followed"], salt="other")],
    ids=["made up", "signed for something else"],
)
def test_a_forged_link_is_absent(grace, token):
    assert grace.get(f"/notices/leave/{token}/").status_code == 404
    assert grace.post(f"/notices/leave/{token}/").status_code == 404


def test_the_inbox_shows_what_is_new_until_it_is_read(alice, sign_in):
    tell(News, [alice], BENCH)
    browser = sign_in(alice)
    page = browser.get("/notices/").content.decode()
    assert 'href="/things/bench/"' in page
    assert "<strong>new</strong>" in page
    assert unread_count(alice) == 1
    page = browser.post("/notices/read/", follow=True).content.decode()
    assert "<strong>new</strong>" not in page
    assert unread_count(alice) == 0


def test_an_empty_inbox_says_what_will_stand_there(alice, sign_in):
    assert "Nothing yet" in sign_in(alice).get("/notices/").content.decode()


def test_a_person_marks_only_their_own_notices_as_read(alice, bob):
    tell(News, [alice, bob], BENCH)
    tell(News, [alice], BENCH)
    first = inbox_of(alice).last()
    assert mark_read(alice, [first.pk, inbox_of(bob).get().pk]) == 1
    assert (unread_count(alice), unread_count(bob)) == (1, 1)


def test_the_count_of_unread_stops_at_its_ceiling(alice):
    for _number in range(5):
        tell(News, [alice], BENCH)
    assert unread_count(alice, ceiling=3) == 3


def test_a_long_inbox_takes_twelve_queries(alice, sign_in, at_most):
    for _number in range(40):
        tell(News, [alice], BENCH)
    browser = sign_in(alice)
    browser.get("/notices/")
    with at_most(12):
        assert browser.get("/notices/?page=2").status_code == 200


def test_two_kinds_cannot_have_one_name():
    class Other(NoticeKind):
        name = News.name

    with pytest.raises(ValueError, match="twice"):
        register(Other)
    assert isinstance(kinds()[News.name], News)


def test_a_kind_that_nobody_registered_is_named():
    with pytest.raises(LookupError, match=r"testing\.unheard"):
        kind_named("testing.unheard")


def test_a_notice_and_its_delivery_say_what_they_are(alice):
    tell(News, [alice], BENCH)
    notice = Notice.objects.get()
    assert (str(notice), notice.category) == (f"testing.news {notice.pk}", Category.FOLLOWED)
    assert str(Delivery.objects.get()) == "email waiting"
    choose(alice, Category.OWN, wanted=False)
    assert str(Preference.objects.get()) == "own email False"


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_letter(transactional_db, together, mailoutbox):
    tell(News, [member("Alice")], BENCH)
    pk = Delivery.objects.get().pk
    outcomes = together(*[lambda: deliver(delivery_id=pk)] * 3)
    assert outcomes == [None] * 3
    assert (Delivery.objects.get().state, Delivery.objects.get().tries) == ("sent", 1)
