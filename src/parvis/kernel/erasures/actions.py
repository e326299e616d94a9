"""The only writers of the list of who was erased, and of which of its lines this database has carried out."""

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.db import transaction

from parvis.kernel.clock import now
from parvis.kernel.erasures.models import Erasure
from parvis.kernel.erasures.queries import addresses_of, digest_of, list_file, oldest_backup
from parvis.kernel.erasures.rules import MARK_LENGTH, Line, read, still_needed
from parvis.kernel.keeping.actions import account_of, erase, erase_address
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Again:
    """What became of a list: so many lines were carried out, so many were already, and why others could not be."""

    done: int
    known: int
    refused: tuple[str, ...]


def note_erasure(leaving: Leaving) -> None:
    """Write down who is erased, once it is certain."""
    mark = token_hex(MARK_LENGTH // 2)
    Erasure.objects.create(mark=mark)
    person = leaving.person.public_id if leaving.person else ""
    digests = tuple(digest_of(each) for each in leaving.addresses)
    line = Line(mark, now().isoformat(), person, digests, leaving.words_too)
    transaction.on_commit(partial(_append, line))


def erase_again(lines: list[Line]) -> Again:
    """Erase whoever came back with a backup. Lines that this database has carried out are passed by."""
    by_digest = addresses_of({each for line in lines for each in line.addresses})
    outcomes = [
        _again(line, [by_digest[each] for each in line.addresses if each in by_digest]) for line in lines
    ]
    refused = tuple(each for each in outcomes if isinstance(each, str))
    return Again(outcomes.count(True), outcomes.count(False), refused)


def let_lines_go() -> int:
    """Lines that no backup needs any more go, and what was remembered of them; how many there were."""
    with _held() as file:
        if not file.exists():
            return 0
        lines = read(file.read_text())
        kept = still_needed(lines, settings.BACKUPS_KEPT, oldest_backup(), now())
        if len(kept) == len(lines):
            return 0
        fresh = file.with_suffix(".half")
        fresh.touch(mode=0o600)
        fresh.write_text("".join(each.written() for each in kept))
        fresh.replace(file)
    Erasure.objects.filter(mark__in={each.mark for each in lines} - {each.mark for each in kept}).delete()
    return len(lines) - len(kept)


def _again(line: Line, addresses: list[str]) -> bool | str:
    try:
        with transaction.atomic():
            _row, is_new = Erasure.objects.get_or_create(mark=line.mark)
            if is_new:
                _erase(line, addresses)
            return is_new
    except RefusedError as refused:
        return f"{line.person}: {refused}"


def _erase(line: Line, addresses: list[str]) -> None:
    person = Person.objects.filter(public_id=line.person).first() if line.person else None
    if person:
        erase(person, words_too=line.words_too)
    for address in addresses:
        # Accounts are erased by their number: who had the address when the backup was made may be somebody else.
        if account_of(address) is None:
            erase_address(address, words_too=line.words_too)


def _append(line: Line) -> None:
    try:
        with _held() as file:
            descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(descriptor, line.written().encode())
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    except OSError as failed:
        log.critical(
            "Somebody was erased, and %s could not be written (%s). Add this line to it, or a backup that is brought "
            "back brings them back: %s",
            list_file(),
            failed,
            line.written().strip(),
        )


@contextmanager
def _held() -> Iterator[Path]:
    """The file, with nobody else writing: whoever shortens it would lose what is added meanwhile."""
    file = list_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(descriptor)
