"""The ways by which a notice reaches a person besides the page and e-mail. Rooms that can carry one register theirs."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import timedelta
from typing import ClassVar

from django.utils.functional import Promise

from parvis.kernel.notices.models import Delivery


class CarryError(Exception):
    """It did not go out; the words say why. `is_final`: no further try helps. `after`: when to try again, if known."""

    def __init__(self, words: str, *, is_final: bool = False, after: timedelta | None = None) -> None:
        super().__init__(words)
        self.is_final, self.after = is_final, after


class Channel(ABC):
    """A way that rings: it keeps quiet hours.

    `is_wanted_unasked`: whoever can be reached by it asked for it. `tells_seen`: it hears whether a notice was seen, so
    that the letter waits and goes only where it was not.
    """

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    is_wanted_unasked: ClassVar[bool]
    tells_seen: ClassVar[bool] = False

    @abstractmethod
    def reaches(self, people: Iterable[int]) -> set[int]:
        """Who of these people can be reached; one question to the database however many they are."""

    @abstractmethod
    def carry(self, delivery: Delivery) -> None:
        """Hand it over; `CarryError` where that did not work."""


_channels: dict[str, Channel] = {}


def register_channel(channel: type[Channel]) -> type[Channel]:
    """Class decorator: offer this way to people."""
    _channels[channel.name] = channel()
    return channel


def channels() -> dict[str, Channel]:
    """All ways that are registered, by name; e-mail is not among them."""
    return dict(_channels)
