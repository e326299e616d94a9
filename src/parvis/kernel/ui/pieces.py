"""Pieces that modules add to the page about one thing, which is another module's: neither names the other."""

from collections.abc import Callable

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

# What a module has to show about a thing, drawn: empty when it has nothing.
type Piece = Callable[[str], SafeString]

_pieces: dict[str, list[Piece]] = {}


def offer_piece(kind: str, piece: Piece) -> None:
    """Let a piece stand on the pages of a kind of subject (`module.thing`); it is given the subject's public id."""
    if piece not in _pieces.setdefault(kind, []):
        _pieces[kind].append(piece)


def pieces_about(subject: str) -> SafeString:
    """What all modules have to show about a subject (`module.thing:id`), in the order in which they registered."""
    kind, _colon, public_id = subject.partition(":")
    return format_html_join("", "{}", ((piece(public_id),) for piece in _pieces.get(kind, [])))
