"""From hand to hand: neighbours first, a partner, the office, who stands in; and offices that are away."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.absences.actions import end, send_away
from parvis.kernel.absences.models import Absence
from parvis.kernel.catalogue import manifest as book
from parvis.kernel.catalogue.manifest import Invitation, Manifest, register
from parvis.kernel.catalogue.models import Service
from parvis.kernel.chains import first_holder, next_holder
from parvis.kernel.clock import now
from parvis.kernel.control.models import Act
from parvis.kernel.journal.queries import history_of
from parvis.kernel.notices.models import Notice
from parvis.kernel.people.models import Organisation
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.promises.actions import (
    Terms,
    answer_promise,
    escalate_due,
    follow_absences,
    hand_over,
    open_promise,
    pause_promise,
    redate,
    reopen_promise,
    resume_promise,
)
from parvis.kernel.promises.models import Calendar, Promise
from parvis.kernel.sheets.rules import Rung, Sheet
from parvis.kernel.testing.cast import office, official

pytestmark = pytest.mark.django_db
SUBJECT, BEGUN = "lamps.lamp:abc", "lamps.lamp.asked"
ROUND_THE_CLOCK = {day: [["00:00", "00:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
WHY = "The whole office moves house this week."


@pytest.fixture(autouse=True)
def lamps(monkeypatch):
    monkeypatch.setattr(book, "_manifests", dict(book._manifests))
    monkeypatch.setattr(book, "_begun", dict(book._begun))
    register(
        Manifest(
            module="lamps",
            title="Lamps",
            promise="Light.",
            icon="lamp-duotone",
            question="help",
            entry="site:home",
            verbs=(),
            promises="service",
            invitations=(Invitation(Rung.MINUTE, "Ask", "site:home", (BEGUN,)),),
        )
    )


@pytest.fixture
def travel(clock):
    return lambda moment: clock.shift(moment - now())


@pytest.fixture
def desk(db):
    return always_open(office("city-desk", "City Desk", is_public_desk=True))


@pytest.fixture
def lighting(desk):
    return always_open(office("street-lighting", "Street Lighting"))


@pytest.fixture
def club(desk):
    return always_open(partner("lamp-club"))


@pytest.fixture
def parks(desk):
    return always_open(office("parks", "Parks"))


@pytest.fixture
def offer(lighting, parks, club):
    """Neighbours for half an hour, the club for two hours, the office within two working days, else Parks."""
    sheet = Sheet(neighbours_minutes=30, partner="lamp-club", partner_hours=2, answer_days=2)
    service = Service(module="lamps", steward=lighting, fallback=parks, stage="open", since=localdate(now()))
    service.content = sheet
    service.save()
    return service


def partner(slug):
    made = office(slug)
    Organisation.objects.filter(pk=made.pk).update(is_partner=True)
    return made


def always_open(made):
    Calendar.objects.create(organisation=made, week=ROUND_THE_CLOCK, keeps_public_holidays=False)
    return made


def promised(owner):
    return open_promise(Terms(SUBJECT, "lamps", owner, 60, begun=BEGUN))


def later(travel, moment):
    travel(moment + timedelta(seconds=1))
    follow_absences()
    escalate_due()
    return Promise.objects.get()


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_neighbours_have_the_first_word_then_the_partner_then_the_office(
    offer, lighting, club, parks, desk, travel
):
    agent, member = official("Amina", lighting, Role.AGENT), official("Cora", club, Role.AGENT)
    promise = promised(lighting)
    opened = promise.opened_at
    assert promise.chain == [club.pk, lighting.pk, parks.pk, desk.pk]
    assert promise.due_at - opened == timedelta(minutes=2 * 510), (
        "As the service was composed, not as the module says."
    )
    assert (promise.first_until, told(member)) == (opened + timedelta(minutes=30), [])
    promise = later(travel, promise.moves_at)
    assert (promise.holder, promise.first_until, told(member)) == (club, None, ["promises.arrived"])
    promise = later(travel, promise.moves_at)
    assert (promise.holder, promise.moves_at) == (lighting, promise.due_at)
    assert (told(member), told(agent)) == (["promises.arrived", "promises.left"], ["promises.arrived"])
    assert promise.broken_at is None, "Nothing was promised for these hours yet."
    promise = later(travel, promise.moves_at)
    assert (promise.holder, promise.broken_at) == (parks, promise.due_at)
    assert later(travel, promise.moves_at).holder == desk
    said = [each.text for each in history_of(SUBJECT)]
    assert [("by the promised day" in each) for each in said] in (
        [True, True, False, False],
        [False, False, True, True],
    )


def test_the_owner_is_measured_by_the_day_whoever_answers(offer, lighting):
    promised(lighting)
    assert answer_promise(SUBJECT).broken_at is None


def test_nobody_before_the_office_has_it_longer_than_is_promised(offer, lighting, travel):
    offer.content = offer.content.model_copy(update={"neighbours_minutes": 5000, "partner_hours": 200})
    offer.save()
    promise = promised(lighting)
    assert promise.moves_at == promise.due_at
    promise = later(travel, promise.due_at)
    assert promise.broken_at == promise.due_at
    assert later(travel, promise.moves_at).holder == lighting


def test_a_pause_stops_the_first_word_too(offer, lighting, travel):
    promise = promised(lighting)
    first, due = promise.first_until, promise.due_at
    pause_promise(SUBJECT)
    travel(promise.opened_at + timedelta(days=1))
    promise = resume_promise(SUBJECT)
    assert promise.first_until - first >= timedelta(hours=23)
    assert (promise.moves_at, promise.due_at - due >= timedelta(hours=23)) == (promise.first_until, True)


def test_an_earlier_day_leaves_the_first_word_alone_and_forwarding_ends_it(offer, lighting, parks):
    promise = promised(lighting)
    first = promise.first_until
    promise = redate(SUBJECT, promise.due_at - timedelta(hours=1))
    assert promise.moves_at == first
    promise = hand_over(SUBJECT, parks)
    assert (promise.holder, promise.first_until, promise.moves_at) == (parks, None, promise.due_at)


def test_an_office_that_is_away_is_passed_by(offer, lighting, parks, desk, travel):
    Service.objects.update(sheet={})
    mona = official("Mona", lighting, Role.MANAGER)
    send_away(lighting, localdate(now()), localdate(now()), WHY, mona)
    travel(now() + timedelta(seconds=1))
    promise = promised(lighting)
    assert (promise.owner, promise.holder) == (lighting, parks)
    assert Act.objects.get().reason == WHY, "Everybody can read that it is away, and why."


def test_what_an_office_held_goes_on_when_it_is_away_and_comes_back_with_it(
    offer, lighting, parks, travel, run_jobs
):
    Service.objects.update(sheet={"answer_days": 30})
    mona, agent = official("Mona", lighting, Role.MANAGER), official("Petra", parks, Role.AGENT)
    promise = promised(lighting)
    today = localdate(now())
    absence = send_away(lighting, today, today + timedelta(days=2), WHY, mona)
    promise = later(travel, absence.since)
    assert (promise.holder, promise.owner, promise.broken_at) == (parks, lighting, None)
    assert (told(agent), told(mona)) == (["promises.arrived"], ["promises.left"])
    run_jobs()
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert "Please answer it: somebody was promised a day." in letters[agent.email]
    assert "You need not answer it any more" in letters[mona.email]
    with pytest.raises(RefusedError, match="away already"):
        send_away(lighting, today, today, WHY, mona)
    promise = later(travel, absence.until)
    assert (promise.holder, promise.moves_at) == (lighting, promise.due_at)
    assert told(mona)[-1] == "promises.arrived"
    assert follow_absences() == 0
    assert Absence.objects.get().returned_at


def test_what_was_broken_meanwhile_stays_with_whom_it_went_to(offer, lighting, parks, desk, travel):
    Service.objects.update(sheet={"answer_days": 1})
    today = localdate(now())
    absence = send_away(
        lighting, today, today + timedelta(days=2), WHY, official("Mona", lighting, Role.MANAGER)
    )
    promise = promised(lighting)
    assert later(travel, promise.due_at).holder == desk
    assert later(travel, absence.until).holder == desk


def test_an_absence_taken_back_before_it_was_handed_over_moves_nothing(offer, lighting, travel):
    Service.objects.update(sheet={"answer_days": 30})
    mona = official("Mona", lighting, Role.MANAGER)
    for number in range(4):
        open_promise(Terms(f"lamps.lamp:{number}", "lamps", lighting, 60, begun=BEGUN))
    absence = send_away(lighting, localdate(now()), localdate(now()) + timedelta(days=5), WHY, mona)
    travel(now() + timedelta(minutes=1))
    end(absence.pk, "It was the wrong office.", mona)
    travel(now() + timedelta(minutes=1))
    assert follow_absences(batch=2) == 0
    assert {each.holder for each in Promise.objects.all()} == {lighting}
    assert told(mona) == []
    assert Absence.objects.get().returned_at


def test_more_than_one_batch_goes_out_and_comes_back(offer, lighting, parks, travel):
    Service.objects.update(sheet={"answer_days": 30})
    for number in range(5):
        open_promise(Terms(f"lamps.lamp:{number}", "lamps", lighting, 60, begun=BEGUN))
    today = localdate(now())
    absence = send_away(lighting, today, today, WHY, official("Mona", lighting, Role.MANAGER))
    for moment, holder in ((absence.since, parks), (absence.until, lighting)):
        travel(moment + timedelta(seconds=1))
        assert [follow_absences(batch=2) for _round in range(4)] == [2, 2, 1, 0]
        assert {each.holder for each in Promise.objects.all()} == {holder}


def test_what_waited_for_the_resident_does_not_come_back_to_an_office_that_is_away(
    offer, lighting, parks, travel
):
    Service.objects.update(sheet={"answer_days": 30})
    promised(lighting)
    pause_promise(SUBJECT)
    today = localdate(now())
    absence = send_away(
        lighting, today, today + timedelta(days=9), WHY, official("Mona", lighting, Role.MANAGER)
    )
    later(travel, absence.since)
    assert resume_promise(SUBJECT).holder == parks
    pause_promise(SUBJECT)
    later(travel, absence.until)
    assert resume_promise(SUBJECT).holder == lighting, "It is back, and so is what it promised."


def test_what_had_a_partner_first_returns_with_its_office(offer, lighting, parks, club, travel):
    offer.content = offer.content.model_copy(update={"answer_days": 30, "neighbours_minutes": None})
    offer.save()
    promise = promised(lighting)
    assert promise.holder == club
    promise = later(travel, promise.moves_at)
    assert promise.holder == lighting
    today = localdate(now())
    absence = send_away(lighting, today, today, WHY, official("Mona", lighting, Role.MANAGER))
    assert later(travel, absence.since).holder == parks
    assert later(travel, absence.until).holder == lighting


def test_what_is_forwarded_or_taken_up_after_its_day_stays_a_working_day(
    offer, lighting, parks, desk, travel
):
    Service.objects.update(sheet={"answer_days": 1})
    promise = promised(lighting)
    for take in (
        lambda: hand_over(SUBJECT, parks),
        lambda: answer_promise(SUBJECT) and reopen_promise(SUBJECT),
        lambda: pause_promise(SUBJECT) and resume_promise(SUBJECT),
    ):
        travel(max(now(), promise.due_at) + timedelta(minutes=10))
        taken = take()
        assert later(travel, now()).holder == taken.holder
        assert taken.moves_at - now() > timedelta(hours=6), "A working day, whatever the clock says."


def test_a_forwarded_promise_tells_who_had_it_and_who_stands_in(offer, lighting, parks, desk, club, travel):
    Service.objects.update(sheet={"answer_days": 30})
    mona, cora = official("Mona", lighting, Role.MANAGER), official("Cora", parks, Role.AGENT)
    dina = official("Dina", desk, Role.AGENT)
    today = localdate(now())
    absence = send_away(lighting, today, today + timedelta(days=9), WHY, mona)
    promised(lighting)
    later(travel, absence.since)
    assert Promise.objects.get().holder == parks
    away = office("bridges")
    send_away(away, today, today + timedelta(days=9), WHY, official("Bruno", away, Role.MANAGER))
    travel(now() + timedelta(seconds=1))
    Service.objects.update(fallback=None)
    assert hand_over(SUBJECT, away).holder == desk
    assert told(cora)[-1] == "promises.left"
    assert told(dina) == ["promises.arrived"]
    assert "promises.arrived" not in told(mona)


def test_an_absence_ends_early_and_only_its_own_managers_or_the_desk_declare_one(
    offer, lighting, parks, desk, travel
):
    mona, stranger = official("Mona", lighting, Role.MANAGER), official("Petra", parks, Role.MANAGER)
    today = localdate(now())
    for office_, by in ((lighting, stranger), (desk, mona)):
        with pytest.raises(RefusedError):
            send_away(office_, today, today, WHY, by)
    for first, last in ((today, today - timedelta(days=1)), (today, today + timedelta(days=93))):
        with pytest.raises(RefusedError, match="Choose days"):
            send_away(lighting, first, last, WHY, mona)
    absence = send_away(lighting, today, today + timedelta(days=9), WHY, mona)
    later_day = now() + timedelta(days=1)
    travel(later_day)
    ended = end(absence.pk, "We are back sooner than we thought.", official("Dana", desk, Role.MANAGER))
    assert ended.until <= later_day + timedelta(minutes=1)
    follow_absences()
    assert promised(lighting).holder.slug != "parks"


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6, unique=True), st.sets(st.integers(1, 9)))
def test_a_chain_never_stops_and_never_asks_the_absent_before_its_end(chain, away):
    seen = [first_holder(chain, away)]
    while (following := next_holder(chain, seen[-1], away)) is not None:
        seen.append(following)
    assert seen == [each for each in chain[:-1] if each not in away] + [chain[-1]]
