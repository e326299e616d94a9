"""A file sent whole or in one byte range (RFC 9110, section 14), without loading it into memory."""

import re
from collections.abc import Generator
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import http_date, parse_http_date_safe

from parvis.kernel.streaming import stream

BLOCK = 64 * 1024
# Up to this size an answer is sent in one piece: a map asks for tiles of some ten kB.
ONE_PIECE = 1024 * 1024
_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$", re.ASCII)


class _OutsideError(Exception):
    """The range begins behind the end of the file."""


def file_in_ranges(request: HttpRequest, path: Path, *, content_type: str) -> HttpResponseBase:
    """200 with everything, 206 with the range asked for, 304 for what the reader has, 416 for a range outside.

    Several ranges at once, or a unit that is not bytes, get everything, as the standard allows. 404 without the file.
    """
    try:
        state = path.stat()
    except FileNotFoundError as missing:
        raise Http404 from missing
    etag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(state.st_mtime),
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, max-age=86400",
        "Content-Type": content_type,
    }
    if _reader_has_it(request, etag, state.st_mtime):
        return HttpResponse(status=304, headers=headers)
    try:
        part = _part(request, state.st_size, etag, state.st_mtime)
    except _OutsideError:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{state.st_size}"})
    first, last = part or (0, state.st_size - 1)
    headers["Content-Length"] = str(last - first + 1)
    if part:
        headers["Content-Range"] = f"bytes {first}-{last}/{state.st_size}"
    status = 206 if part else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    blocks = _blocks(path, first, last)
    if last - first < ONE_PIECE:
        return HttpResponse(b"".join(blocks), status=status, headers=headers)
    return stream(request, blocks, status=status, headers=headers)


def _reader_has_it(request: HttpRequest, etag: str, changed: float) -> bool:
    known = request.headers.get("If-None-Match")
    if known is not None:
        return known.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in known.split(",")}
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and int(changed) <= since


def _part(request: HttpRequest, size: int, etag: str, changed: float) -> tuple[int, int] | None:
    """First and last byte of the range asked for; None when everything is to be sent."""
    wanted = _RANGE.match(request.headers.get("Range", "").strip())
    if not wanted or wanted.groups() == ("", "") or request.method != "GET":
        return None
    condition = request.headers.get("If-Range", "").strip()
    if condition and condition != etag and parse_http_date_safe(condition) != int(changed):
        return None
    first, last = wanted.groups()
    if not first:
        return _tail(int(last), size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise _OutsideError
    return int(first), min(int(last) if last else size - 1, size - 1)


def _tail(length: int, size: int) -> tuple[int, int]:
    if length == 0 or size == 0:
        raise _OutsideError
    return max(0, size - length), size - 1


def _blocks(path: Path, first: int, last: int) -> Generator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block
