"""Places and hours of one person are a trace that leads home, even without a name."""

import pytest

from parvis.kernel.keeping.actions import erase
from parvis.kernel.testing.written import everything_written
from parvis.kernel.verification.queries import broken_links
from parvis.services.reports.actions.part import comment, look_again
from parvis.services.reports.tests.stage import reported

pytestmark = pytest.mark.django_db


def test_nobody_can_tell_any_more_that_two_things_were_done_by_one_person(stage, alice, bob):
    number = alice.public_id
    reported(stage, alice, shows_name=True)
    others = reported(stage, bob)
    comment(others.pk, alice, "Still dark on my way home.")
    look_again(others.pk, alice, fixed=False)
    before = [line for line in everything_written().splitlines() if number in line]
    assert len([line for line in before if "reports." in line]) >= 3
    erase(alice)
    left = [line for line in everything_written().splitlines() if number in line]
    assert len([line for line in left if f"people.person:{number}" not in line]) == 1, "the emptied account"
    assert not list(broken_links())
