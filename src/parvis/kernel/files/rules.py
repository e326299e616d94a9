"""What a photograph must be. Plain Python: bytes in, one reason or none out."""

import io
import re
import zipfile
from collections.abc import Callable
from enum import StrEnum

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 50_000_000
LARGE_SIDE = 2048
THUMBNAIL_SIDE = 480
DAYS_UNCLAIMED = 7

EXTENSIONS = frozenset({"jpg", "jpeg", "jpe", "jfif", "png", "webp", ""})
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")
# What makes a browser, a server or a reader take a picture for something that acts.
_ACTIVE = re.compile(
    rb"<script|<!doctype|<html[\s>]|<iframe|<\?php|<svg[\s>][^\x80-\xff]{8}|javascript:", re.IGNORECASE
)


class Size(StrEnum):
    """The two sizes that are kept of each photograph."""

    LARGE = "large"
    THUMBNAIL = "thumbnail"


class Fault(StrEnum):
    """Why a file cannot be used."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    TOO_MANY_PIXELS = "too many pixels"
    WRONG_EXTENSION = "wrong extension"
    HEIC = "heic"
    NOT_A_PICTURE = "not a picture"
    MORE_THAN_A_PICTURE = "more than a picture"
    BROKEN = "broken"
    NO_ROOM = "no room"


def fault_in(name: str, content: bytes) -> Fault | None:
    """What is wrong with a file before anything tries to open it as a picture; None when nothing is."""
    return next((fault for fault, has_it in _CHECKS if has_it(name, content)), None)


def extension(name: str) -> str:
    """The part after the last dot in small letters; empty where there is none."""
    before, dot, after = name.rpartition(".")
    return after.lower() if dot and before else ""


def fitting(width: int, height: int, side: int) -> tuple[int, int]:
    """The size of a picture when its longer side may be `side` pixels at most; it never grows."""
    scale = min(1.0, side / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _is_picture(content: bytes) -> bool:
    """JPEG, PNG and WebP by their first bytes."""
    return (
        content.startswith(b"\xff\xd8\xff")
        or content.startswith(b"\x89PNG\r\n\x1a\n")
        or (content.startswith(b"RIFF") and content[8:12] == b"WEBP")
    )


def _is_heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS


def _is_more(content: bytes) -> bool:
    return (
        bool(_ACTIVE.search(content)) or b"%PDF-" in content[:1024] or zipfile.is_zipfile(io.BytesIO(content))
    )


# In this order: the first that holds is the reason given.
_CHECKS: tuple[tuple[Fault, Callable[[str, bytes], bool]], ...] = (
    (Fault.EMPTY, lambda _name, content: not content),
    (Fault.TOO_LARGE, lambda _name, content: len(content) > MOST_BYTES),
    (Fault.HEIC, lambda _name, content: _is_heic(content)),
    (Fault.WRONG_EXTENSION, lambda name, _content: extension(name) not in EXTENSIONS),
    (Fault.NOT_A_PICTURE, lambda _name, content: not _is_picture(content)),
    (Fault.MORE_THAN_A_PICTURE, lambda _name, content: _is_more(content)),
)
