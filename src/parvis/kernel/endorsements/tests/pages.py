"""Pages of endorsements with something on them."""

from typing import Any

from parvis.kernel.endorsements.actions import Wish, endorse, open_kind
from parvis.kernel.people.rules import Role
from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """Alice took a course and can drive; she shows one of both."""
    reason = "Whoever works with children must have shown their record."
    kinds = [
        open_kind(cast.dana, Wish({"en": name, "ar": arabic}, cast.parks, Role.AGENT, 365), reason)
        for name, arabic in (("First-aid course", "دورة إسعاف"), ("Driving licence", "رخصة قيادة"))
    ]
    rows = [endorse(cast.omar, cast.alice, kind.slug) for kind in kinds]
    office = "/office/endorsements"
    return [
        Sample("what the city checked about me", "/account/endorsements/", "alice"),
        Sample("nothing that the city checked", "/account/endorsements/", "bob"),
        Sample("what the city checks", f"{office}/", "dana"),
        Sample("finding whom the city checks", f"{office}/", "omar"),
        Sample("checking something more", f"{office}/new/", "dana"),
        Sample("checking something no more", f"{office}/kinds/{kinds[0].slug}/end/", "dana"),
        Sample("checking somebody", f"{office}/people/{cast.alice.public_id}/", "omar"),
        Sample("taking an endorsement back", f"{office}/{rows[0].public_id}/revoke/", "omar"),
    ]
