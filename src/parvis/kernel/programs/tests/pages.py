"""Pages of programs with something on them."""

from typing import Any

from parvis.kernel.people.models import Organisation
from parvis.kernel.people.rules import Role
from parvis.kernel.programs.actions import register, revoke
from parvis.kernel.programs.registry import reserved_scopes
from parvis.kernel.testing.addresses import Sample
from parvis.kernel.testing.cast import office


def samples(cast: Any) -> list[Sample]:
    """A builder with a living and an ended program; the desk that decides about them."""
    program, _key = register(cast.alice, "Lamp finder", "https://lamps.example/", reserved_scopes())
    ended, _key = register(cast.alice, "Old lamp finder")
    revoke(ended.public_id, cast.alice)
    desk = Organisation.objects.filter(is_public_desk=True).first() or office(
        "city-desk", is_public_desk=True
    )
    desk.memberships.filter(person=cast.desk).update(role=Role.MANAGER)
    return [
        Sample("my programs", "/account/programs/", "alice"),
        Sample("no programs", "/account/programs/", "bob"),
        Sample("all programs", "/office/programs/", "desk"),
        Sample("deciding about a program", f"/office/programs/{program.public_id}/", "desk"),
    ]
