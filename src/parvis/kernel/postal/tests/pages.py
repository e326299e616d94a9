"""Pages of paper letters with something on them."""

from typing import Any

from parvis.kernel.assurance.tests.stage import districts
from parvis.kernel.postal.actions import ask, print_letters
from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """Bob's letter waits for the printer, Charlie's is on its way, Alice has none."""
    town = districts()
    ask(cast.bob, "Bob", "3 Orchard Lane\nHarbourtown", town.orchard)
    posted = ask(cast.charlie, "Charlie", "1 Quay Street\nHarbourtown", town.quay)
    print_letters(cast.desk, [posted.public_id])
    return [
        Sample("asking for a letter", "/account/residence/letter/", "alice"),
        Sample("a letter that waits", "/account/residence/letter/", "bob"),
        Sample("a letter on its way", "/account/residence/letter/", "charlie"),
        Sample("letters to print", "/office/letters/", "desk"),
    ]
