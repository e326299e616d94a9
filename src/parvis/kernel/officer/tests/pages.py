"""The officer's page with something on it."""

from typing import Any

from django.conf import settings

from parvis.kernel.breaches.actions import Wish, declare
from parvis.kernel.clock import now
from parvis.kernel.keeping.tasks import let_go_of_the_old
from parvis.kernel.looks.contracts import Shown, note, show_at
from parvis.kernel.people.actions import grant_role
from parvis.kernel.people.rules import Role
from parvis.kernel.testing.addresses import Sample
from parvis.kernel.testing.cast import office


def samples(cast: Any) -> list[Sample]:
    """Olive is the officer, too; Amina looked at somebody; a breach runs; a night went by."""
    show_at("testing.page", "opened a page of the test")
    grant_role(cast.olive, office(settings.CITY.privacy.office, "Data Protection"), Role.MANAGER)
    note(cast.amina, "testing.page", [Shown(cast.alice.pk), Shown(cast.bob.pk)])
    declare(cast.olive, Wish("A list was on the wrong screen.", now(), now()))
    let_go_of_the_old(0)
    return [Sample("the page of the data-protection officer", "/office/privacy/", "olive")]
