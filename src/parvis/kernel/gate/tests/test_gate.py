"""Robots are held, people pass, nothing typed is lost."""

from datetime import date, timedelta

import pytest
from django.test import Client

from parvis.kernel.clock import now
from parvis.kernel.gate import queries
from parvis.kernel.gate.actions import count, let_go_of_used, use
from parvis.kernel.gate.models import Day, Spent
from parvis.kernel.gate.rules import BITS_AT_LEAST, SENDS_AT_PEACE, Part, Stamp
from parvis.kernel.gate.tasks import let_go_of_used_stamps
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.testing.answers import words_of
from parvis.kernel.testing.gates import gate_on

SIGN_UP, FORGOTTEN = "/account/signup/", "/account/password/reset/"
FILLED = {"email": "zoe@people.example", "password1": "a lantern and a square", "public_name": "Zoe"}
STAMP = Stamp("abcdefgh23456789", "testing:form", "grace", 1000, 6, 10)
FASTER = "That was faster than people write"

pytestmark = pytest.mark.django_db


def counted():
    return {(each.form, each.part): each.number for each in Day.objects.all()}


def stamped(browser):
    """The form as a browser without JavaScript sees it: all fields, no work done."""
    return {**gate_on(browser.get(SIGN_UP).content.decode()), "gate-work": ""}


def test_a_finger_that_presses_twice_is_let_through_and_another_deed_is_not():
    taken = [use(STAMP, deed) for deed in ("one", "one", "another", "")]
    assert taken == [True, True, False, False]
    assert Spent.objects.count() == 1


def test_a_robot_that_posts_without_reading_is_held():
    answer = Client().post(SIGN_UP, FILLED)
    assert "Nothing is lost: send it again" in words_of(answer)
    assert not Person.objects.exists()
    assert counted() == {("account_signup", "foreign"): 1}


def test_a_robot_that_posts_at_once_is_held_and_what_was_typed_is_still_there():
    robot = Client()
    answer = robot.post(SIGN_UP, {**FILLED, **stamped(robot)})
    assert f"{FASTER}. Nothing is lost: send it again in 10 seconds." in words_of(answer)
    assert "zoe@people.example" in answer.content.decode()
    assert "Type the password again" in words_of(answer)
    assert counted() == {("account_signup", "haste"): 1}
    assert not Person.objects.exists()


def test_a_robot_that_fills_in_everything_is_held_and_a_person_sends_again(clock):
    robot = Client()
    fields = gate_on(robot.get(SIGN_UP).content.decode())
    answer = robot.post(SIGN_UP, {**FILLED, **{name: value or "Zoe" for name, value in fields.items()}})
    assert "A field that people do not see was filled in" in words_of(answer)
    again = gate_on(answer.content.decode())
    assert again["gate"] != fields["gate"]
    assert robot.post(SIGN_UP, {**FILLED, **again}).status_code == 302
    assert counted() == {("account_signup", "honey"): 1}


def test_a_person_without_javascript_passes_by_waiting_with_the_same_stamp(clock):
    person = Client()
    answer = person.post(SIGN_UP, {**FILLED, **stamped(person)})
    clock.shift(timedelta(seconds=9))
    answer = person.post(SIGN_UP, {**FILLED, **gate_on(answer.content.decode()), "gate-work": ""})
    assert "in 1 second." in words_of(answer)
    clock.shift(timedelta(seconds=1))
    answer = person.post(SIGN_UP, {**FILLED, **gate_on(answer.content.decode()), "gate-work": ""})
    assert answer.status_code == 302
    assert Person.objects.get().email == "zoe@people.example"


def test_a_person_who_types_for_a_while_never_hears_of_it(clock):
    person = Client()
    fields = stamped(person)
    clock.shift(timedelta(seconds=10))
    assert person.post(SIGN_UP, {**FILLED, **fields}).status_code == 302
    assert counted() == {}


def test_another_mistake_costs_neither_stamp_nor_work(grace):
    fields = gate_on(grace.get(SIGN_UP).content.decode())
    answer = grace.post(SIGN_UP, {**FILLED, **fields, "password1": "short"})
    page = answer.content.decode()
    assert queries.opened(gate_on(page)["gate"]) == queries.opened(fields["gate"])
    assert f'value="{fields["gate-work"]}"' in page
    assert grace.post(SIGN_UP, {**FILLED, **fields}).status_code == 302
    assert counted() == {}


def test_a_form_is_sent_once(grace):
    fields = gate_on(grace.get(FORGOTTEN).content.decode())
    assert grace.post(FORGOTTEN, {"email": "zoe@people.example", **fields}).status_code == 302
    answer = grace.post(FORGOTTEN, {"email": "yan@people.example", **fields})
    assert "This was sent already" in words_of(answer)
    assert counted() == {("account_reset_password", "spent"): 1}
    again = gate_on(answer.content.decode())
    assert grace.post(FORGOTTEN, {"email": "yan@people.example", **again}).status_code == 302


def test_a_page_that_was_open_for_more_than_a_day_comes_back_fresh(clock, grace):
    fields = gate_on(grace.get(SIGN_UP).content.decode())
    clock.shift(timedelta(days=1, seconds=1))
    answer = grace.post(SIGN_UP, {**FILLED, **fields})
    assert "open for more than a day" in words_of(answer)
    assert grace.post(SIGN_UP, {**FILLED, **gate_on(answer.content.decode())}).status_code == 302


def test_the_stamp_of_one_browser_is_worth_nothing_in_another(clock, grace):
    fields = gate_on(grace.get(SIGN_UP).content.decode())
    other = Client()
    other.get(SIGN_UP)
    assert "opened before you signed in, or elsewhere" in words_of(other.post(SIGN_UP, {**FILLED, **fields}))


@pytest.mark.parametrize("token", ["", "x", "W10:1abc:def", "ü"])
def test_a_stamp_that_was_made_up_is_none(token):
    assert queries.opened(token) is None


def test_a_new_account_meets_it_for_three_days_and_a_resident_never(clock, rf, alice):
    request = rf.get("/")
    request.user = alice
    assert queries.stands_before(request)
    clock.shift(timedelta(days=3))
    assert not queries.stands_before(request)
    request.user = Person(level=Level.RESIDENT_CONFIRMED, created_at=now())
    assert not queries.stands_before(request)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_let_through(together):
    assert sorted(together(*[lambda: use(STAMP)] * 6)) == [False] * 5 + [True]


@pytest.mark.django_db(transaction=True)
def test_of_the_same_form_sent_from_two_threads_one_arrives(together, grace):
    fields = gate_on(grace.get(SIGN_UP).content.decode())
    cookie = grace.cookies["csrftoken"].value

    def send(email):
        browser = Client()
        browser.cookies["csrftoken"] = cookie
        return browser.post(SIGN_UP, {**FILLED, **fields, "email": email}).status_code

    answers = together(lambda: send("one@people.example"), lambda: send("two@people.example"))
    assert sorted(answers) == [200, 302]
    assert Person.objects.count() == 1


def test_looking_costs_one_question_and_passing_one_more(rf, django_assert_num_queries):
    request = rf.get(SIGN_UP)
    with django_assert_num_queries(1):
        stamp = queries.new_stamp(request, "testing:form")
    with django_assert_num_queries(1):
        assert use(stamp)


def test_the_price_rises_with_what_everybody_sends_and_falls_again(clock, rf):
    Spent.objects.bulk_create(Spent(name=f"n{each}", form="testing:form") for each in range(SENDS_AT_PEACE))
    stamp = queries.new_stamp(rf.get("/"), "testing:form")
    assert (stamp.bits, stamp.wait) == (BITS_AT_LEAST + 1, 20)
    clock.shift(timedelta(hours=1, seconds=1))
    assert queries.new_stamp(rf.get("/"), "testing:form").bits == BITS_AT_LEAST


def test_used_stamps_become_counts_and_nobody_is_in_them(clock):
    for name in "abc":
        use(Stamp(name, "testing:form", "grace", 1000, 6, 10))
    clock.shift(timedelta(days=2, seconds=-1))
    assert let_go_of_used() == 0
    clock.shift(timedelta(seconds=2))
    use(Stamp("d", "testing:form", "grace", 1000, 6, 10))
    let_go_of_used_stamps(0)
    assert Spent.objects.get().name == "d"
    assert counted() == {("testing:form", "passed"): 3}
    assert {field.name for field in Spent._meta.fields} == {"name", "form", "deed", "at"}


def test_everybody_can_read_what_was_held_back(clock, client):
    assert "Nothing was counted yet" in words_of(client.get("/gate/"))
    for part in (Part.HONEY, Part.HONEY, Part.HASTE):
        count("testing:form", part)
    use(STAMP)
    days, forms = queries.counts()
    assert [(each.name, each.held, each.passed) for each in forms] == [("testing:form", 3, 1)]
    assert isinstance(days[0].name, date)
    answer = client.get("/gate/")
    assert "Unseen field filled in" in words_of(answer)
    assert "testing:form" in words_of(answer)
