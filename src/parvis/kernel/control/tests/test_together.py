"""Several officials at one proposal at the very same moment."""

import pytest

from parvis.kernel.control.actions import propose, refuse, sign
from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.control.tests.test_deciding import deed
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.testing.cast import official

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def managers(transactional_db, street_lighting):
    return [official(name, street_lighting, Role.MANAGER) for name in ("Mona", "Mark", "Mira")]


def test_two_sign_at_once_and_it_is_carried_out_once(managers, together):
    proposal = propose(deed(), managers[0], {"street": "Park Lane"})
    signed = together(
        *(lambda pk=each.pk: sign(proposal.pk, Person.objects.get(pk=pk)) for each in managers[1:])
    )
    assert signed[0] == signed[1]
    assert Act.objects.count() == 1


def test_one_signs_while_another_does_not_and_one_of_both_counts(managers, together):
    proposal = propose(deed(), managers[0], {"street": "Park Lane"})
    outcomes = together(
        lambda: sign(proposal.pk, Person.objects.get(pk=managers[1].pk)),
        lambda: refuse(proposal.pk, Person.objects.get(pk=managers[2].pk), "Let us ask the neighbours."),
    )
    assert sum(isinstance(each, RefusedError) for each in outcomes) == 1
    done = Proposal.objects.get().state == Proposal.State.DONE
    assert Act.objects.count() == (1 if done else 0)


def test_two_propose_at_once_and_one_proposal_waits(managers, together):
    outcomes = together(
        *(lambda pk=each.pk: propose(deed(), Person.objects.get(pk=pk), {}) for each in managers[:2])
    )
    assert sum(isinstance(each, RefusedError) for each in outcomes) == 1
    assert Proposal.objects.count() == 1
