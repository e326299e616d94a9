"""The switch: one decision starts the clock and does what was wished; every step is public; ending it opens again."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import translation
from django.utils.timezone import localtime

from parvis.kernel.breaches.actions import Wish, declare, end, measure, note_step
from parvis.kernel.breaches.forms import BreachForm
from parvis.kernel.breaches.models import Breach
from parvis.kernel.breaches.notices import DataBreach
from parvis.kernel.breaches.policies import may_act
from parvis.kernel.breaches.queries import is_closed
from parvis.kernel.breaches.rules import Measures, SignIns, Step
from parvis.kernel.clock import now
from parvis.kernel.control.actions import sign
from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.keeping.actions import erase
from parvis.kernel.notices.actions import Address, tell
from parvis.kernel.notices.models import Notice
from parvis.kernel.people.actions import ask_to_confirm
from parvis.kernel.people.confirmations import confirmation_path, read_confirmation
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.programs.actions import UnknownKeyError, admit, register
from parvis.kernel.programs.models import Program
from parvis.kernel.testing.cast import office, official
from parvis.kernel.verification.queries import broken_links

pytestmark = pytest.mark.django_db
WORDS = "A disk with a backup was left on the tram."


@pytest.fixture
def priya(settings):
    """The data-protection officer."""
    return official("Priya", office(settings.CITY.privacy.office, "Data Protection"), Role.MANAGER)


def wish(*, measures=None, parts=("people",), words=WORDS, since=2, noticed=1):
    at = now()
    hours = timedelta(hours=1)
    return Wish(words, at - since * hours, at - noticed * hours, parts, 40, measures or Measures())


def declared(by, **wished):
    act = declare(by, wish(**wished))
    return Breach.objects.get(public_id=act.subject.partition(":")[2])


def test_the_officer_and_managers_of_the_desk_turn_the_switch_and_nobody_else(priya, dana, desk, mona, alice):
    assert may_act(priya)
    assert may_act(dana)
    for other in (desk, mona, alice):
        assert not may_act(other)
        with pytest.raises(RefusedError, match="Only the data-protection officer"):
            declare(other, wish())
    assert not Breach.objects.exists()


def test_declaring_starts_the_clock_and_stands_in_the_register(priya, grace):
    breach = declared(priya)
    assert breach.due_at == breach.noticed_at + timedelta(hours=72)
    assert not breach.is_late
    act = Act.objects.get(subject=breach.subject)
    assert (act.verb, act.reason, act.is_open) == ("breaches.breach.declared", WORDS, True)
    assert WORDS in grace.get(f"/decisions/{act.public_id}/").content.decode()
    assert WORDS in grace.get(breach.get_absolute_url()).content.decode()
    assert not list(broken_links())


def test_after_its_hours_the_authority_waits_and_the_page_says_so(clock, priya, sign_in):
    breach = declared(priya)
    path = f"/office/privacy/breaches/{breach.public_id}/"
    assert "At the latest" in sign_in(priya).get(path).content.decode()
    clock.shift(timedelta(hours=72))
    assert "The time is over" in sign_in(priya).get(path).content.decode()
    note_step(priya, breach.public_id, Step.AUTHORITY, "The authority was told by its form.")
    breach.refresh_from_db()
    assert (breach.authority_told_at, breach.is_late) == (now(), True)
    assert "too late" in sign_in(priya).get(path).content.decode()


def test_everybody_signs_in_again(priya, alice, sign_in):
    browsers = [sign_in(alice), sign_in(priya)]
    assert all(each.get("/account/data/").status_code == 200 for each in browsers)
    breach = declared(priya, measures=Measures(SignIns.EVERYBODY))
    assert breach.sign_ins_ended == 2
    assert all(each.get("/account/data/").status_code == 302 for each in browsers)


def test_only_officials_sign_in_again_where_that_is_enough(priya, mona, alice, sign_in):
    resident, worker = sign_in(alice), sign_in(mona)
    declared(priya, measures=Measures(SignIns.OFFICIALS))
    assert resident.get("/account/data/").status_code == 200
    assert worker.get("/account/data/").status_code == 302


def test_the_keys_of_all_programs_are_revoked(priya, alice):
    _program, key = register(alice, "A bus stop", wanted=[])
    breach = declared(priya, measures=Measures(keys=True))
    assert breach.keys_revoked == 1
    assert Program.objects.get().revoked_at
    with pytest.raises(UnknownKeyError):
        admit(key, "anything")


def test_links_in_letters_that_act_are_broken(priya, grace):
    path = confirmation_path(ask_to_confirm("gus@people.example", "testing.thing", "abc", "en").pk)
    assert grace.get(path).status_code == 200
    assert declared(priya, measures=Measures(links=True)).links_broken
    assert grace.get(path).status_code == 404
    assert read_confirmation(path.split("/")[-2]) is None


CLOSED = ["/api/v1/helping", "/data/purposes.csv", "/data/purposes.json"]


@pytest.mark.parametrize("path", CLOSED)
def test_programs_take_nothing_away_until_it_is_over(path, priya, grace):
    assert grace.get(path).status_code == 200
    breach = declared(priya, measures=Measures(closes=True))
    answer = grace.get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "3600")
    assert "looking into a data breach" in answer.json()["error"]
    assert grace.get("/").status_code == 200
    for step in (Step.CONTAINED, Step.AUTHORITY):
        note_step(priya, breach.public_id, step, "It was done by the office itself.")
    end(priya, breach.public_id, "The disk was found, still sealed.")
    assert not is_closed()
    assert grace.get(path).status_code == 200


def test_a_person_is_told_why_they_cannot_take_their_data_away_now(priya, alice, sign_in):
    declared(priya, measures=Measures(closes=True))
    answer = sign_in(alice).get("/account/data/download/", headers={"Accept": "text/html"})
    assert answer.status_code == 503
    assert "Closed for the time being" in answer.content.decode()
    assert sign_in(alice).get("/account/data/").status_code == 200


def test_the_switch_can_be_turned_back_before_it_is_over(priya, grace):
    breach = declared(priya, measures=Measures(closes=True))
    measure(priya, breach.public_id, Measures(keys=True), "Nothing went out this way.")
    assert grace.get(CLOSED[0]).status_code == 200
    act = Act.objects.filter(subject=breach.subject).first()
    assert ["closes", True, False] in act.changes
    assert ["keys", False, True] in act.changes


def test_whoever_it_is_about_is_told_in_their_own_language(priya, alice, bob, run_jobs):
    for person, language in ((alice, "fr"), (bob, "ar")):
        person.language = language
        person.save()
    ask_to_confirm("gus@people.example", "testing.thing", "abc", "en")
    breach = declared(priya, measures=Measures(tells=True))
    run_jobs()
    letters = {letter.to[0]: letter for letter in mail.outbox}
    assert set(letters) == {alice.email, bob.email, priya.email, "gus@people.example"}
    assert breach.told == len(letters)
    for person, language in ((alice, "fr"), (bob, "ar")):
        with translation.override(language):
            assert letters[person.email].subject == translation.gettext(
                "Your data may have got into wrong hands"
            )
        assert WORDS in letters[person.email].body
        assert breach.get_absolute_url() in letters[person.email].body
    assert len({letter.subject for letter in mail.outbox}) == 3
    assert breach.done_at(Step.PEOPLE)


def test_whoever_has_an_account_is_told_there_and_only_there(priya, alice, bob, run_jobs):
    """Alice has a second address and claims one that is not hers; Bob left words before he had an account."""
    bob.language = "fr"
    bob.save()
    for email, verified in (("second@people.example", True), ("grace@people.example", False)):
        EmailAddress.objects.create(user=alice, email=email, verified=verified)
    for email in ("Bob@people.example", "second@people.example", "grace@people.example"):
        ask_to_confirm(email, "testing.thing", email, "en")
    declared(priya, parts=("account", "people"), measures=Measures(tells=True))
    run_jobs()
    told = Counter((notice.person, notice.email) for notice in Notice.objects.all())
    assert told == Counter([(priya, ""), (alice, ""), (bob, ""), (None, "grace@people.example")])
    letters = Counter(letter.to[0] for letter in mail.outbox)
    assert letters == Counter([priya.email, alice.email, bob.email, "grace@people.example"])
    assert Notice.objects.get(person=bob).language == "fr"


def test_whoever_left_words_as_a_guest_is_told_in_the_account_they_have_now(priya, alice):
    EmailAddress.objects.create(user=alice, email="second@people.example", verified=True)
    tell(DataBreach, [Address("Second@people.example")], {"breach": "abc", "what": WORDS})
    declared(priya, parts=("notices",), measures=Measures(tells=True))
    assert [notice.person for notice in Notice.objects.exclude(person=None)] == [alice]


def test_only_those_are_told_of_whom_these_parts_keep_something(priya, alice, bob):
    register(bob, "A bus stop", wanted=[])
    declared(priya, parts=("programs",), measures=Measures(tells=True))
    assert [notice.person for notice in Notice.objects.all()] == [bob]


def test_nobody_is_told_twice(priya, alice):
    breach = declared(priya, measures=Measures(tells=True))
    before = Notice.objects.count()
    measure(priya, breach.public_id, Measures(tells=True), "Once more, by mistake.")
    assert Notice.objects.count() == before


def test_it_cannot_end_before_it_is_stopped_and_the_authority_was_dealt_with(priya):
    breach = declared(priya)
    with pytest.raises(RefusedError, match="First it must be stopped"):
        end(priya, breach.public_id, "We are tired of it by now.")
    for step in (Step.CONTAINED, Step.AUTHORITY):
        note_step(priya, breach.public_id, step, "It was done by the office itself.")
    with pytest.raises(RefusedError, match="done before"):
        note_step(priya, breach.public_id, Step.CONTAINED, "It was done by the office itself.")
    end(priya, breach.public_id, "The disk was found, still sealed.")
    breach.refresh_from_db()
    assert breach.ended_by == priya
    for again in (
        lambda: end(priya, breach.public_id, "The disk was found, still sealed."),
        lambda: note_step(priya, breach.public_id, Step.LEARNED, "Disks are chained now."),
        lambda: measure(priya, breach.public_id, Measures(keys=True), "More of the same."),
    ):
        with pytest.raises(RefusedError, match="This is over"):
            again()
    with pytest.raises(AbsentError):
        end(priya, "nothing", "The disk was found, still sealed.")
    verbs = Act.objects.filter(subject=breach.subject).order_by("pk").values_list("verb", flat=True)
    assert [verb.rpartition(".")[2] for verb in verbs] == ["declared", "stepped", "stepped", "ended"]


def test_where_the_city_asks_for_two_the_second_signature_does_it(settings, priya, dana, city_two):
    city_two("breaches.breach.declared", "breaches.breach.measured", "breaches.breach.ended")
    proposal = declare(priya, wish(measures=Measures(SignIns.OFFICIALS, keys=True, closes=True)))
    assert isinstance(proposal, Proposal)
    assert not Breach.objects.exists()
    with pytest.raises(RefusedError):
        sign(proposal.pk, priya)
    act = sign(proposal.pk, dana)
    breach = Breach.objects.get()
    assert {act.person, act.second} == {priya, dana}
    assert (breach.what, breach.parts, breach.closes, breach.sign_ins) == (
        WORDS,
        ["people"],
        True,
        "officials",
    )
    sign(measure(priya, breach.public_id, Measures(links=True), "Links went out, too.").pk, dana)
    for step in (Step.CONTAINED, Step.AUTHORITY):
        note_step(priya, breach.public_id, step, "It was done by the office itself.")
    sign(end(priya, breach.public_id, "The disk was found, still sealed.").pk, dana)
    breach.refresh_from_db()
    assert (breach.links_broken, breach.closes, bool(breach.ended_at)) == (True, False, True)


def test_whoever_may_not_declare_one_may_not_sign_it_either(priya, mona, city_two):
    city_two("breaches.breach.declared")
    proposal = declare(priya, wish())
    with pytest.raises(RefusedError, match="Only the data-protection officer"):
        sign(proposal.pk, mona)


@pytest.fixture
def city_two(settings):
    """Verbs for which this city asks for two signatures."""
    from dataclasses import replace

    def ask(*verbs):
        settings.CITY = replace(settings.CITY, control=replace(settings.CITY.control, two_people=verbs))

    return ask


@pytest.mark.parametrize(
    ("wished", "refusal"),
    [
        ({"words": "No."}, "Say why"),
        ({"since": 1, "noticed": 2}, "It began before you noticed it"),
        ({"noticed": -1}, "It began before you noticed it"),
        ({"parts": ("nothing",)}, "There is no such part"),
        ({"parts": (), "measures": Measures(tells=True)}, "whose data it is about"),
        ({"words": "x" * 3000}, "at most"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(priya, wished, refusal):
    with pytest.raises(RefusedError, match=refusal):
        declare(priya, wish(**wished))
    assert not Breach.objects.exists()


def test_a_number_of_people_that_cannot_be_is_refused(priya):
    from dataclasses import replace

    with pytest.raises(RefusedError, match="number of people"):
        declare(priya, replace(wish(), people_at_most=-3))


def test_pressing_twice_declares_once(priya):
    assert declare(priya, wish(), "key") == declare(priya, wish(), "key")
    assert Breach.objects.count() == 1


def test_whoever_declared_it_and_leaves_is_not_named_any_more(priya, dana):
    breach = declared(priya)
    erase(priya)
    breach.refresh_from_db()
    assert breach.declared_by is None
    assert str(breach) == f"breach {breach.public_id}"


def test_the_page_of_the_switch_chooses_nothing_and_keeps_what_was_typed(priya, mona, sign_in):
    browser = sign_in(priya)
    page = browser.get("/office/privacy/breaches/").content.decode()
    assert len(re.findall(r"<input[^>]* checked", page)) == 1, "Only that nobody's sign-ins end."
    answer = browser.post("/office/privacy/breaches/", {"what": WORDS, "key": "k", "sign_ins": "nobody"})
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    at = localtime(now()).strftime("%Y-%m-%dT%H:%M")
    given = {
        "what": WORDS,
        "since": at,
        "noticed_at": at,
        "sign_ins": "nobody",
        "key": "k",
        "parts": [chosen("Accounts")],
    }
    answer = browser.post("/office/privacy/breaches/", {**given, "closes": "on"}, follow=True)
    assert "written into the register" in answer.content.decode()
    assert (
        "Only the data-protection officer" in sign_in(mona).get("/office/privacy/breaches/").content.decode()
    )
    assert sign_in(mona).post("/office/privacy/breaches/", given).status_code == 403
    path = answer.redirect_chain[-1][0]
    steps = {"do": "step", "step": "contained", "words": "The disk is in our hands again."}
    assert "written into the register" in browser.post(path, steps, follow=True).content.decode()
    assert browser.post(path, steps).status_code == 422
    more = {"do": "measure", "sign_ins": "nobody", "reason": "It can be opened again."}
    assert "written into the register" in browser.post(path, more, follow=True).content.decode()
    assert browser.post(path, {"do": "end", "reason": "It is all over by now."}).status_code == 422


def chosen(title):
    """What the form sends for a part of this name."""
    return next(value for value, name in BreachForm().fields["parts"].choices if name == title)


def test_what_is_one_thing_to_people_is_chosen_once_and_means_all_its_rooms(priya):
    titles = [title for _value, title in BreachForm().fields["parts"].choices]
    assert len(set(titles)) == len(titles)
    assert {"people", "account"} <= set(chosen("Accounts").split())
