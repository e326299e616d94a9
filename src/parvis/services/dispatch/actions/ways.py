"""Other ways than Open311 to an office's own system, each known by the scheme of its address (mailto:)."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Consignment:
    """What must reach an office (its slug) once: a report, or news about one, which has words (the comment's id) or a
    status of Open311. `key` is the same in every try."""

    key: str
    address: str
    office: str
    report: str
    words: str
    status: str

    @property
    def is_news(self) -> bool:
        """True for news about a report that went there before."""
        return bool(self.words or self.status)


# Brings it there; what the report is called there, empty for news. `UndeliveredError` says what went wrong.
type Way = Callable[[Consignment], str]
_WAYS: dict[str, Way] = {}


def open_way(scheme: str, way: Way) -> None:
    """Let offices be reached by addresses of this scheme."""
    _WAYS[scheme] = way


def way_of(address: str) -> Way | None:
    """The way to an address; None for Open311."""
    return _WAYS.get(urlsplit(address).scheme)
