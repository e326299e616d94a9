"""Pieces that one room adds to another's pages: a page names the spot, whoever has something to add registers there.

A spot is named after its page (`reports.report`). The page passes on what it is about as journal subjects are written
(`reports.report:k7p2mx9a`); neither room needs to know the other.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

type Piece = Callable[[HttpRequest, str], str]

_pieces: dict[str, list[Piece]] = {}


def add_piece(spot: str, piece: Piece) -> None:
    """Let a room add to a spot: called with the request and the subject, answers safe HTML, empty for nothing."""
    if piece not in _pieces.setdefault(spot, []):
        _pieces[spot].append(piece)


def pieces_at(spot: str, request: HttpRequest, subject: str) -> SafeString:
    """What rooms add to a spot, in the order in which they registered."""
    return format_html_join("", "{}", ((piece(request, subject),) for piece in _pieces.get(spot, ())))
