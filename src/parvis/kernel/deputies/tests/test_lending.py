"""A deputy acts for somebody for a time; the right never grows, and it ends by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.control.actions import propose, sign
from parvis.kernel.control.models import Act
from parvis.kernel.control.tests.test_deciding import deed, mark
from parvis.kernel.deputies.actions import Loan, lend, take_back
from parvis.kernel.deputies.queries import lent_by
from parvis.kernel.keeping.actions import erase
from parvis.kernel.people.actions import end_lent_roles, grant_role
from parvis.kernel.people.models import Membership, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.testing.cast import member

__all__ = ["mark"]
WHY = "I am away for two weeks."


def loan(lender, to, role=Role.MANAGER, days=14):
    own = Membership.objects.select_related("organisation").get(person=lender, lent_from=None)
    return Loan(own, to, role, now() + timedelta(days=days))


def anew(person):
    return Person.objects.get(pk=person.pk)


def test_a_deputy_may_what_the_lender_may_until_it_ends(mona, amina, street_lighting, clock):
    assert not amina.serves(street_lighting.pk, Role.MANAGER)
    lend(loan(mona, amina), mona, WHY)
    assert anew(amina).serves(street_lighting.pk, Role.MANAGER)
    clock.shift(timedelta(days=15))
    assert not anew(amina).serves(street_lighting.pk, Role.MANAGER)
    assert anew(amina).serves(street_lighting.pk, Role.AGENT), "Her own role stays."
    assert (end_lent_roles(), end_lent_roles()) == (1, 0)


def test_lending_is_public_with_its_reason(mona, omar):
    lent = lend(loan(mona, omar), mona, WHY)
    take_back(lent.pk, mona, "I am back earlier than I thought.")
    take_back(lent.pk, mona, "I am back earlier than I thought.")
    assert list(Act.objects.order_by("pk").values_list("verb", "reason")) == [
        ("control.role.lent", WHY),
        ("control.role.returned", "I am back earlier than I thought."),
    ]
    assert not lent_by(mona).exists()


def test_nobody_takes_back_what_another_lent(mona, omar, olive):
    lent = lend(loan(mona, omar), mona, WHY)
    take_back(lent.pk, olive, "Not my decision at all.")
    assert lent_by(mona).get() == lent


def test_nobody_lends_more_than_they_are_or_what_was_lent_to_them(mona, amina, omar, street_lighting):
    with pytest.raises(RefusedError, match="of your own"):
        lend(loan(mona, omar, Role.OWNER), mona, WHY)
    with pytest.raises(RefusedError, match="of your own"):
        lend(loan(mona, omar), amina, WHY)
    lent = lend(loan(mona, amina), mona, WHY)
    with pytest.raises(RefusedError, match="of your own"):
        lend(Loan(lent, omar, Role.AGENT, lent.until), anew(amina), WHY)


def test_a_deputy_is_another_official_with_a_second_factor(mona, alice, street_lighting):
    for person in (mona, alice):
        with pytest.raises(RefusedError, match="another official"):
            lend(loan(mona, person), mona, WHY)
    newcomer = member("Newcomer")
    grant_role(newcomer, street_lighting, Role.AGENT)
    with pytest.raises(RefusedError, match="second factor"):
        lend(loan(mona, newcomer), mona, WHY)


@pytest.mark.parametrize("days", [-1, 0, 93])
def test_it_ends_within_three_months(mona, omar, days):
    with pytest.raises(RefusedError, match="next 92 days"):
        lend(loan(mona, omar, days=days), mona, WHY)


def test_what_the_lender_loses_the_deputy_loses(mona, omar, street_lighting):
    lend(loan(mona, omar), mona, WHY)
    grant_role(mona, street_lighting, Role.AGENT)
    assert anew(omar).roles()[street_lighting.pk] is Role.AGENT
    erase(mona)
    assert street_lighting.pk not in anew(omar).roles()


def test_a_deputy_never_signs_second_for_whom_they_act(mona, mark, omar):
    lend(loan(mona, omar), mona, WHY)
    proposal = propose(deed(), mona, {"street": "Park Lane"})
    with pytest.raises(RefusedError, match="right of one person"):
        sign(proposal.pk, anew(omar))
    lend(loan(mark, omar), mark, WHY)
    assert sign(proposal.pk, anew(omar)).second == omar


def test_a_lender_does_not_sign_what_their_deputy_proposed(mona, mark, omar):
    lend(loan(mona, omar), mona, WHY)
    proposal = propose(deed(), anew(omar), {"street": "Park Lane"})
    with pytest.raises(RefusedError, match="right of one person"):
        sign(proposal.pk, anew(mona))
    assert sign(proposal.pk, mark).second == mark


def test_two_deputies_of_one_lender_do_not_sign_together(mona, omar, amina):
    for deputy in (omar, amina):
        lend(loan(mona, deputy), mona, WHY)
    proposal = propose(deed(), anew(omar), {"street": "Park Lane"})
    with pytest.raises(RefusedError, match="right of one person"):
        sign(proposal.pk, anew(amina))


def test_who_lost_the_role_before_the_second_signature_does_not_count(mona, mark, omar, street_lighting):
    lent = lend(loan(mona, omar), mona, WHY)
    by_deputy = propose(deed(), anew(omar), {"street": "Park Lane"})
    take_back(lent.pk, mona, "I am back earlier than I thought.")
    with pytest.raises(RefusedError, match="does not have that role any more"):
        sign(by_deputy.pk, mark)
    other = replace(deed(), subject="lamps.street:another")
    by_mona = propose(other, mona, {"street": "Park Lane"})
    Person.objects.filter(pk=mona.pk).update(is_active=False)
    with pytest.raises(RefusedError, match="does not have that role any more"):
        sign(by_mona.pk, mark)


def test_a_role_asked_again_is_changed_not_doubled(mona, omar):
    lend(loan(mona, omar, days=5), mona, WHY)
    lend(loan(mona, omar, Role.AGENT, days=20), mona, "I am away for three weeks.")
    assert [each.today for each in lent_by(mona)] == [Role.AGENT]
