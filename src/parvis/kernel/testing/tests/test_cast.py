"""The cast is who it says it is."""

import pytest

from parvis.kernel.people.rules import Role
from parvis.kernel.testing.cast import PASSWORD


def test_members_have_no_role_and_officials_have_a_second_factor(alice, amina, mona, omar):
    assert not alice.is_official()
    assert amina.is_official()
    assert amina.has_second_factor()
    assert omar.memberships.get().organisation != amina.memberships.get().organisation
    assert mona.memberships.get().role == Role.MANAGER


def test_grace_is_nobody_and_bob_is_signed_in(grace, bob, sign_in):
    assert "_auth_user_id" not in grace.session
    assert sign_in(bob).session["_auth_user_id"] == str(bob.pk)
    assert bob.check_password(PASSWORD)


@pytest.mark.parametrize("time", [1, 2])
def test_each_test_meets_its_own_cast(charlie, time):
    assert charlie.public_name == "Charlie"
    charlie.public_name = f"changed {time}"
    charlie.save()
