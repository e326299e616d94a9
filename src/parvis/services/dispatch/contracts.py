"""What neighbours may ask of dispatch: open another way to offices, and take in what comes back on it."""

from parvis.services.dispatch.actions.calling import UndeliveredError
from parvis.services.dispatch.actions.hearing import take_word
from parvis.services.dispatch.actions.sending import come_back, consignment
from parvis.services.dispatch.actions.setup import connect
from parvis.services.dispatch.actions.ways import Consignment, open_way
from parvis.services.dispatch.rules import Outcome

__all__ = [
    "Consignment",
    "Outcome",
    "UndeliveredError",
    "come_back",
    "connect",
    "consignment",
    "open_way",
    "take_word",
]
