"""On which legal basis a module keeps what is personal, whose it is, and who sees it: what the public register says.

The bases are those of Article 6.1 of the GDPR; a city outside its reach has them in other words, not in other numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Basis(StrEnum):
    """Why the law lets the city keep it."""

    CONSENT = "consent"
    REQUEST = "request"
    LAW = "law"
    TASK = "task"

    @property
    def label(self) -> Any:
        """The basis in the reader's words, with its place in the law."""
        return _BASES[self]


class Whose(StrEnum):
    """Whom the data are about."""

    MEMBERS = "members"
    SENDERS = "senders"
    OFFICIALS = "officials"
    BUILDERS = "builders"

    @property
    def label(self) -> Any:
        """Whom, in the reader's words."""
        return _WHOSE[self]


class Seen(StrEnum):
    """Who sees it, beside the person themselves, who sees all that is kept of them."""

    NOBODY = "nobody"
    OFFICE = "office"
    DESK = "desk"
    OFFICIALS = "officials"
    EVERYONE = "everyone"

    @property
    def label(self) -> Any:
        """Who, in the reader's words."""
        return _SEEN[self]


@dataclass(frozen=True, slots=True)
class Handling:
    """How a module handles what it keeps of people; `but`: the fields (`Model.field`) that it handles otherwise."""

    basis: Basis
    whose: Whose
    seen_by: Seen
    but: Mapping[str, "Handling"] = field(default_factory=dict)

    def of(self, name: str) -> "Handling":
        """How one field (`Model.field`) is handled."""
        return self.but.get(name, self)


_BASES = {
    Basis.CONSENT: _("you said yes, and can say no at any time (GDPR, Article 6.1 a)"),
    Basis.REQUEST: _("you asked us for it, and we cannot do it without (GDPR, Article 6.1 b)"),
    Basis.LAW: _("a law asks the city for it (GDPR, Article 6.1 c)"),
    Basis.TASK: _("it is a task of the city for everybody (GDPR, Article 6.1 e)"),
}
_WHOSE = {
    Whose.MEMBERS: pgettext_lazy("whose data", "people with an account"),
    Whose.SENDERS: pgettext_lazy("whose data", "whoever sends something in, with an account or without"),
    Whose.OFFICIALS: pgettext_lazy("whose data", "people who work for the city"),
    Whose.BUILDERS: pgettext_lazy("whose data", "builders of programs"),
}
_SEEN = {
    Seen.NOBODY: pgettext_lazy("who sees it", "nobody but you"),
    Seen.OFFICE: pgettext_lazy("who sees it", "you and the office that answers"),
    Seen.DESK: pgettext_lazy("who sees it", "you and the public desk"),
    Seen.OFFICIALS: pgettext_lazy("who sees it", "you and people who work for the city"),
    Seen.EVERYONE: pgettext_lazy("who sees it", "everyone"),
}
# What offices write down of their own people: who decided or worked on what.
WORK_OF_OFFICIALS = Handling(Basis.TASK, Whose.OFFICIALS, Seen.OFFICIALS)
# What a public decision says to everybody.
SAID_TO_EVERYONE = Handling(Basis.LAW, Whose.OFFICIALS, Seen.EVERYONE)
