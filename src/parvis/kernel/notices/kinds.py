"""Notice classes: what can be told. Modules register theirs in `notices.py`."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.kernel.people.models import Person


class Category:
    """What a person can switch off: one line each in the preferences."""

    OWN = "own"
    FOLLOWED = "followed"
    AREA = "area"
    INVITED = "invited"
    WORK = "work"
    ACCOUNT = "account"

    LABELS: ClassVar[dict[str, str | Promise]] = {
        OWN: _("News about what I sent in"),
        FOLLOWED: _("News about what I follow"),
        AREA: _("What happens around here"),
        INVITED: _("What I could do here, if I asked to be invited"),
        WORK: _("My work for the city"),
        ACCOUNT: _("Confirmations and safety of my account"),
    }
    # What is needed to use the account, and confirmations that were asked for, cannot be switched off.
    ALWAYS: ClassVar[frozenset[str]] = frozenset({ACCOUNT})
    # What nobody is spared for whom it comes from.
    OWED: ClassVar[frozenset[str]] = ALWAYS | {WORK}


class NoticeKind(ABC):
    """One kind of notice. `name` is dotted; texts are made in the reader's language when the notice is shown or sent.

    `data` holds plain values only; templates get it as their context with `city` and `link` added. `urgent`: it may
    ring in quiet hours, where the reader allowed that. `at_once`: it gathers things itself, so it goes in no digest.
    """

    name: ClassVar[str]
    category: ClassVar[str]
    template: ClassVar[str]
    urgent: ClassVar[bool] = False
    at_once: ClassVar[bool] = False

    @abstractmethod
    def title(self, data: Mapping[str, Any]) -> str:
        """One line: the subject of the e-mail and the line of the inbox."""

    @abstractmethod
    def path(self, data: Mapping[str, Any]) -> str:
        """The page to open, from the root of the site."""

    def answers(self, data: Mapping[str, Any], person: Person) -> list[tuple[str, str]]:
        """What the reader can answer with one click in the letter: words, and the path that the click opens.

        Mail scanners open links too: the page behind one must not act before a person's browser says so.
        """
        return []

    def reply_to(self, data: Mapping[str, Any], person: Person | None) -> str:
        """The address that a reply to the letter should go to; empty where nobody reads replies."""
        return ""


type Spare = Callable[[Collection[int], Person], set[int]]

_kinds: dict[str, NoticeKind] = {}
_postboxes: list[Callable[[str, Person], str]] = []
_spares: list[Spare] = []


def open_postbox(address: Callable[[str, Person], str]) -> None:
    """Let a module read replies: it gives the address for what a letter is about and who gets it, or nothing."""
    _postboxes[:] = [address]


def reply_address(subject: str, person: Person | None) -> str:
    """Where this person's replies about a subject of the journal are read; empty where nobody reads them."""
    return next((address(subject, person) for address in _postboxes), "") if person else ""


def spare(who: Spare) -> None:
    """Let a room spare people what others did: it gives those of these readers who do not want to hear of somebody."""
    _spares[:] = [who]


def spared(kind: type[NoticeKind], readers: Collection[int], by: Person) -> set[int]:
    """Those of these readers who are not told that this person did something; nobody, where it is owed."""
    if kind.category in Category.OWED or not readers:
        return set()
    return {each for who in _spares for each in who(readers, by)}


def register(kind: type[NoticeKind]) -> type[NoticeKind]:
    """Class decorator: make the kind known by its name."""
    if kind.name in _kinds and type(_kinds[kind.name]) is not kind:
        raise ValueError(f"The notice {kind.name} is registered twice.")
    _kinds[kind.name] = kind()
    return kind


def kind_named(name: str) -> NoticeKind:
    """The kind; `LookupError` when no module registered it."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"No module registers the notice {name}.") from None


def kinds() -> dict[str, NoticeKind]:
    """All kinds by name."""
    return dict(_kinds)
