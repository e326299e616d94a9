"""What somebody agreed to, of whom who said yes, no, and yes to former words."""

from dataclasses import replace
from typing import Any

from parvis.kernel.consents.actions import give, withdraw
from parvis.kernel.consents.models import Consent
from parvis.kernel.consents.registry import all_purposes
from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """Alice said yes and no; Bob's yes was to other words."""
    first, second, *_others = all_purposes()
    give(cast.alice, first.name)
    give(cast.alice, second.name)
    withdraw(cast.alice, second.name)
    give(cast.bob, first.name)
    Consent.objects.filter(person=cast.bob).update(version=replace(first, version=99).version)
    return [
        Sample("what Alice agreed to", "/account/consents/", "alice"),
        Sample("what Bob agreed to, in other words", "/account/consents/", "bob"),
    ]
