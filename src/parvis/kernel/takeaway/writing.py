"""The archive, piece by piece: what was read is sent before more is read."""

import json
import logging
from collections.abc import Generator
from io import RawIOBase
from time import monotonic
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import get_language, get_language_info, override

from parvis.kernel.clock import now
from parvis.kernel.dictionary.queries import described
from parvis.kernel.keeping.queries import everything
from parvis.kernel.keeping.registry import all_sections
from parvis.kernel.people.models import Person
from parvis.kernel.takeaway.registry import Own, files_of
from parvis.kernel.tallies.actions import tally
from parvis.kernel.tallies.models import Tally

log = logging.getLogger(__name__)
PIECE = 1 << 18
# No archive may say when a file came to be more exactly than this, and none before 1980.
_FIRST = (1980, 1, 1, 0, 0, 0)


class _Pipe(RawIOBase):
    """What the archive is written into, and taken out of before it grows."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """It is only written to."""
        return True

    def write(self, data: Any) -> int:
        """Keep a piece until it is taken."""
        piece = bytes(data)
        self._pieces.append(piece)
        return len(piece)

    def take(self) -> bytes:
        """All that was written since."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def archive(person: Person, language: str) -> Generator[bytes]:
    """The whole archive in the language of who takes it; counted with the time that it took when it is through."""
    begin = monotonic()
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED, allowZip64=True) as whole:
        with override(language):
            files = list(files_of(person))
            data = _data(person, files)
            page = render_to_string("takeaway/index.html", _context(data, files))
        whole.writestr(_entry("index.html", ZIP_DEFLATED), page)
        del page
        yield pipe.take()
        whole.writestr(_entry("data.json", ZIP_DEFLATED), json.dumps(data, ensure_ascii=False, indent=1))
        del data
        yield pipe.take()
        for each in files:
            yield from _sent(whole, pipe, each)
    yield pipe.take()
    tally(Tally.Kind.TAKEN, monotonic() - begin)


def _sent(whole: ZipFile, pipe: _Pipe, own: Own) -> Generator[bytes]:
    """One file; photographs do not get smaller by packing. What the store lost is left out, and logged."""
    try:
        with (
            default_storage.open(own.stored) as stored,
            whole.open(_entry(own.name, ZIP_STORED), "w") as entry,
        ):
            while piece := stored.read(PIECE):
                entry.write(piece)
                yield pipe.take()
    except FileNotFoundError:
        log.error("The file %s is missing in the store.", own.stored)


def _data(person: Person, files: list[Own]) -> dict[str, Any]:
    """Every section with its rows, and what each field behind it means in the dictionary of the database."""
    data = everything(person)
    rules = {section.slug: section.rules for section in all_sections()}
    for section in data["sections"]:
        section["fields"] = [
            {"table": table, "field": column, "meaning": meaning}
            for table, _about, columns in described(rules[section["name"]])
            for column, meaning in columns
        ]
    data["files"] = [{"name": each.name, "at": each.at.isoformat()} for each in files]
    return data


def _context(data: dict[str, Any], files: list[Own]) -> dict[str, Any]:
    language = get_language() or settings.LANGUAGE_CODE
    sections = [
        {**section, "rows": [{**row, "at": _moment(row["at"])} for row in section["rows"]]}
        for section in data["sections"]
    ]
    return {
        "city": settings.CITY,
        "language": language,
        "direction": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "at": localtime(now()),
        "site": settings.SITE_ADDRESS,
        "sections": sections,
        "files": files,
    }


def _moment(at: str | None) -> Any:
    found = parse_datetime(at) if at else None
    return localtime(found) if found else None


def _entry(name: str, packed: int) -> ZipInfo:
    moment = localtime(now()).timetuple()[:6]
    entry = ZipInfo(name, max(moment, _FIRST))
    entry.compress_type = packed
    entry.external_attr = 0o600 << 16
    return entry
