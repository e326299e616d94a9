"""What only officials decide is written down where everybody reads it, and where two decide, two sign."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from parvis.kernel.control import registry
from parvis.kernel.control.actions import (
    Deed,
    UndecidedError,
    decide,
    guard,
    lapse,
    propose,
    refuse,
    sign,
    withdraw,
)
from parvis.kernel.control.apps import wishes_that_can_be_kept
from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.control.queries import carry_out_of, told, waiting
from parvis.kernel.control.rules import Reserved, Weight
from parvis.kernel.control.tests.conftest import MENDED, OFF
from parvis.kernel.journal import verbs
from parvis.kernel.journal.actions import record
from parvis.kernel.journal.models import Entry
from parvis.kernel.keeping.actions import erase
from parvis.kernel.people.actions import grant_role
from parvis.kernel.people.models import Organisation
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.testing.cast import office, official
from parvis.kernel.theme import Control

WHY = "The bats of the park need a dark night."
STREET = "lamps.street:park-lane"


def deed(**changed):
    fields = {"reason": WHY, "changes": [("lamps", 12, 0)], "data": {"street": "Park Lane"}, **changed}
    return Deed(OFF, STREET, **fields)


@pytest.fixture
def mark(street_lighting):
    return official("Mark", street_lighting, Role.MANAGER)


def test_a_second_manager_signs_and_only_then_it_counts(mona, mark, street_lighting):
    proposal = propose(deed(), mona, {"street": "Park Lane"})
    assert not Act.objects.exists()
    assert not Entry.objects.filter(verb=OFF).exists()
    act = sign(proposal.pk, mark)
    assert (act.person, act.second, act.office) == (mona, mark, street_lighting)
    (line,) = told([act])
    assert line.words == "The lamps of \u2068Park Lane\u2069 are off."
    assert line.changes == (("Lamps", "12", "0"),)
    assert Entry.objects.get(verb=OFF).actor == mark.public_id


def test_nobody_signs_their_own_proposal_however_often(mona):
    proposal = propose(deed(), mona, {"street": "Park Lane"})
    for _time in range(2):
        with pytest.raises(RefusedError, match="ask a second one"):
            sign(proposal.pk, mona)
    with pytest.raises(RefusedError, match="Two officials"):
        decide(deed(), mona, first=mona)
    assert not Act.objects.exists()


def test_an_agent_neither_proposes_nor_signs_what_managers_decide(mona, amina, alice):
    for person in (amina, alice):
        with pytest.raises(RefusedError, match="managers"):
            propose(deed(), person, {})
    proposal = propose(deed(), mona, {})
    for person in (amina, alice):
        with pytest.raises(RefusedError, match="managers"):
            sign(proposal.pk, person)


def test_signing_twice_is_one_decision(mona, mark):
    proposal = propose(deed(), mona, {"street": "Park Lane"})
    assert sign(proposal.pk, mark) == sign(proposal.pk, mark)
    assert Act.objects.count() == 1


def test_one_proposal_at_a_time(mona, mark):
    first = propose(deed(), mona, {})
    with pytest.raises(RefusedError, match="proposed already"):
        propose(deed(), mark, {})
    withdraw(first.pk, mona)
    assert propose(deed(), mark, {}).state == Proposal.State.WAITING


def test_who_does_not_sign_says_why_and_then_it_is_over(mona, mark):
    proposal = propose(deed(), mona, {})
    with pytest.raises(RefusedError, match="Say why"):
        refuse(proposal.pk, mark, "no")
    with pytest.raises(RefusedError, match="ask a second one"):
        refuse(proposal.pk, mona, "I refuse myself, for good.")
    assert refuse(proposal.pk, mark, "Let us ask the neighbours first.").answer.startswith("Let us")
    for act in (lambda: sign(proposal.pk, mark), lambda: withdraw(proposal.pk, mona)):
        with pytest.raises(RefusedError, match="over"):
            act()


def test_only_who_proposed_takes_it_back(mona, mark):
    proposal = propose(deed(), mona, {})
    with pytest.raises(RefusedError, match="Only who proposed"):
        withdraw(proposal.pk, mark)


def test_what_nobody_signs_in_a_month_lapses(mona, mark, clock):
    proposal = propose(deed(), mona, {})
    clock.shift(timedelta(days=31))
    with pytest.raises(RefusedError, match="over"):
        sign(proposal.pk, mark)
    assert (lapse(), lapse()) == (1, 0)
    assert Proposal.objects.get().state == Proposal.State.LAPSED


def test_a_proposal_that_is_not_there_is_absent(mona):
    with pytest.raises(AbsentError):
        sign(0, mona)


def test_what_no_module_carries_out_cannot_be_signed():
    with pytest.raises(LookupError, match="carries"):
        carry_out_of(MENDED)


def test_no_reason_no_decision(mona, mark):
    for reason in ("", "because", " \u202e " * 9):
        with pytest.raises(RefusedError, match="Say why"):
            decide(deed(reason=reason), mark, first=mona)
    assert not Entry.objects.filter(verb=OFF).exists()


def test_a_module_cannot_write_past_the_register(mona):
    with pytest.raises(UndecidedError, match=OFF), transaction.atomic():
        record(OFF, subject=STREET, actor=mona.public_id, data={"street": "Park Lane"})
    assert not Entry.objects.filter(verb=OFF).exists()


def test_a_case_leaves_its_line_by_itself_in_the_name_of_the_office_that_it_names(
    amina, parks, street_lighting
):
    grant_role(amina, parks, Role.AGENT)
    record(MENDED, subject="lamps.lamp:7", actor=amina.public_id, area_id=3, data={"office": "parks"})
    record(MENDED, subject="lamps.lamp:8", actor=amina.public_id)
    first, second = Act.objects.order_by("pk")
    assert (first.office, first.person, first.is_open) == (parks, amina, True)
    assert (second.office, second.is_open) == (street_lighting, False)
    assert told([second])[0].words == "A decision about something that is not public."


def test_a_resident_does_nothing_that_is_reserved(alice):
    with pytest.raises(RefusedError, match="Only"), transaction.atomic():
        record(MENDED, subject="lamps.lamp:7", actor=alice.public_id)
    with pytest.raises(RefusedError, match="Only"), transaction.atomic():
        record(MENDED, subject="lamps.lamp:7", actor="guest")
    assert not Entry.objects.filter(verb=MENDED).exists()


def test_what_a_rule_does_has_no_office_and_what_came_from_elsewhere_no_line(db):
    record(MENDED, subject="lamps.lamp:7", actor="system", area_id=3)
    record(MENDED, subject="lamps.lamp:8", actor="import", area_id=3)
    act = Act.objects.get()
    assert (act.subject, act.office, act.person) == ("lamps.lamp:7", None, None)


def test_the_register_outlives_the_rooms(mona, mark, monkeypatch):
    act = sign(propose(deed(), mona, {"street": "Park Lane"}).pk, mark)
    waits = propose(deed(), mona, {})
    assert list(waiting()) == [waits]
    monkeypatch.delitem(registry._reserved, OFF)
    (line,) = told([act])
    assert (line.words, line.changes) == (OFF, (("lamps", "12", "0"),))
    assert not waiting().exists()


def test_who_leaves_is_not_named_and_the_decision_stays(mona, mark):
    act = sign(propose(deed(), mona, {"street": "Park Lane"}).pk, mark)
    assert act.is_named
    erase(mona)
    act.refresh_from_db()
    assert (act.person, act.second, act.reason) == (None, mark, WHY)
    assert Proposal.objects.get().proposed_by is None


def test_agents_are_named_only_where_the_city_says_so(mona, mark, settings):
    for least, named in (("agent", True), ("manager", True), ("owner", False), ("nobody", False)):
        asking(settings, least=least)
        assert decide(deed(), mark, first=mona).is_named is named


def test_a_city_asks_for_two_where_the_room_can_wait_for_the_second(mona, mark, omar, settings):
    guard(Reserved("lamps.lamp.moved", Weight.RULE, waits=True))
    verbs.declare(verbs.Verb("lamps.lamp.moved", "It stands elsewhere."))
    asking(settings, "lamps.lamp.moved")
    with pytest.raises(RefusedError, match="Two officials"):
        decide(Deed("lamps.lamp.moved", "lamps.lamp:7", WHY), mona)
    assert decide(Deed("lamps.lamp.moved", "lamps.lamp:7", WHY), mona, first=omar).second == mona


def test_a_city_that_asks_for_two_where_nobody_can_sign_second_is_told_so(settings):
    asking(settings, MENDED, "lamps.lamp.painted")
    refused = wishes_that_can_be_kept()
    assert [each.msg.split(" of ")[1].split(" ")[0] for each in refused] == [MENDED, "lamps.lamp.painted"]
    asking(settings, "routing.table.boundaries_moved")
    assert not wishes_that_can_be_kept()


def test_a_case_for_which_the_city_asks_for_two_is_not_recorded_with_one(amina, settings):
    asking(settings, MENDED)
    with pytest.raises(UndecidedError, match="sign second"):
        record(MENDED, subject="lamps.lamp:7", actor=amina.public_id, data={"office": "street-lighting"})


def test_a_partners_manager_signs_nothing_for_the_city(mona):
    helper = official("Hilde", office("repair-cafe"), Role.MANAGER)
    Organisation.objects.filter(slug="repair-cafe").update(is_partner=True)
    proposal = propose(deed(), mona, {"street": "Park Lane"})
    for refused in (lambda: sign(proposal.pk, helper), lambda: propose(deed(), helper, {})):
        with pytest.raises(RefusedError, match="Only managers"):
            refused()


def test_the_register_names_the_office_whose_business_it_is(mona, dana, street_lighting, city_desk):
    for first, by in ((mona, dana), (dana, mona)):
        assert decide(deed(preferred="street-lighting"), by, first=first).office == street_lighting
    assert decide(deed(), dana, first=mona).office == city_desk


def test_a_manager_is_not_named_because_an_owner_signed_elsewhere(mona, city_desk, settings):
    otto = official("Otto", city_desk, Role.OWNER)
    asking(settings, least="owner")
    assert not decide(deed(), otto, first=mona).is_named


def test_the_database_refuses_a_rule_without_a_reason_and_two_signatures_of_one_hand(mona):
    line = {
        "verb": OFF,
        "module": "lamps",
        "weight": "rule",
        "subject": STREET,
        "is_open": True,
        "person": mona,
    }
    for wrong in ({"reason": ""}, {"reason": WHY, "second": mona}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Act.objects.create(**line, **wrong)


def asking(settings, *for_two, least="manager"):
    """A city that asks for two signatures of these verbs, and names its officials from this role on."""
    settings.CITY = replace(settings.CITY, control=Control(for_two, least))
