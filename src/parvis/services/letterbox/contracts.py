"""What neighbours may ask of the letterbox: mail of their own."""

from parvis.services.letterbox.actions.slots import open_slot
from parvis.services.letterbox.queries import address_in
from parvis.services.letterbox.rules import Reason

__all__ = ["Reason", "address_in", "open_slot"]
