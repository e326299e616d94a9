"""Mail for other rooms: each has a slot, one small letter in the addresses that were made for it."""

from collections.abc import Callable

from parvis.services.letterbox.rules import Reason
from parvis.services.mime.contracts import Mail

# What the address is about and the message → why somebody must look at it, None where the room took it in.
type Slot = Callable[[str, Mail], Reason | None]
_SLOTS: dict[str, Slot] = {}


def open_slot(letter: str, slot: Slot) -> None:
    """Bring mail to addresses with this letter there, automatic mail too."""
    _SLOTS[letter] = slot


def slot_of(letter: str) -> Slot | None:
    """Who takes in what comes to this letter."""
    return _SLOTS.get(letter)
