"""Opens an archive and checks all of it before anything is brought in."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from parvis.kernel.exit.rules import (
    NOTHING_DONE,
    PACKAGE,
    SUMS,
    ArchiveError,
    Manifest,
    is_safe,
    manifest_of,
    sums_of,
)

PIECE = 1 << 20
# What the library raises at a damaged member; a flipped bit can also make it look encrypted or its name no text.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, UnicodeDecodeError)


@dataclass(frozen=True, slots=True)
class Archive:
    """A whole and undamaged archive."""

    zip: zipfile.ZipFile
    manifest: Manifest

    def below(self, folder: str) -> list[str]:
        """The members below a folder."""
        return [name for name in self.zip.namelist() if name.startswith(f"{folder}/")]

    def pieces(self, path: str) -> Iterator[bytes]:
        """One member, a megabyte at a time."""
        with self.zip.open(path) as member:
            while piece := member.read(PIECE):
                yield piece


@contextmanager
def opened(file: Path) -> Iterator[Archive]:
    """The archive, once every sum in it was found right; `ArchiveError` says what is wrong with it."""
    try:
        packed = zipfile.ZipFile(file)
    except zipfile.BadZipFile as broken:
        raise ArchiveError(
            f"{file} is cut short, or no archive of `parvis export --everything`. Copy it again. {NOTHING_DONE}"
        ) from broken
    with packed:
        names = set(packed.namelist())
        if not {PACKAGE, SUMS} <= names or not all(map(is_safe, names)):
            raise ArchiveError(f"{file} is no archive of `parvis export --everything`. {NOTHING_DONE}")
        _check(packed, names)
        yield Archive(packed, manifest_of(packed.read(PACKAGE)))


def _check(packed: zipfile.ZipFile, names: set[str]) -> None:
    try:
        sums = sums_of(packed.read(SUMS))
    except _UNREADABLE as damaged:
        raise _damaged(SUMS) from damaged
    for path in sorted((names - {SUMS}) ^ set(sums)):
        raise _damaged(path)
    for path, expected in sums.items():
        if _sum_of(packed, path) != expected:
            raise _damaged(path)


def _sum_of(packed: zipfile.ZipFile, path: str) -> str:
    digest = hashlib.sha256()
    try:
        with packed.open(path) as member:
            while piece := member.read(PIECE):
                digest.update(piece)
    except _UNREADABLE as damaged:
        raise _damaged(path) from damaged
    return digest.hexdigest()


def _damaged(path: str) -> ArchiveError:
    return ArchiveError(f"The archive is damaged at {path}. Copy or make it again. {NOTHING_DONE}")
