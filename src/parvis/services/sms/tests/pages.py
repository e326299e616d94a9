"""Pages of text messages with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.gsm.contracts import Text
from parvis.services.sms.actions.taking import take
from parvis.services.sms.models import Incoming


def samples(cast: Any) -> list[Sample]:
    """A message that no machine could place, at the public desk."""
    for number, words in enumerate(("It smells", "here", "over there")):
        take(Text(f"sample-{number}", "+16175550148", words))
    held = Incoming.objects.get(state="held")
    return [
        Sample("text messages", "/office/sms/", "desk"),
        Sample("a text message", f"/office/sms/{held.public_id}/", "desk"),
    ]
