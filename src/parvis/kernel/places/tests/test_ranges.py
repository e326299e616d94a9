"""A large file is sent as its reader asks: whole, a piece, the end, or not at all."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.places import ranges

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(256)) * 40
SIZE = len(CONTENT)


@pytest.fixture
def map_file(settings, tmp_path):
    """The base map, ten thousand bytes long."""
    settings.DATA = tmp_path
    path = tmp_path / "basemap.pmtiles"
    path.write_bytes(CONTENT)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def ask(grace, **headers):
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return grace.get("/places/basemap.pmtiles", headers=named)


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_without_a_range_everything_is_sent(grace, map_file):
    answer = ask(grace)
    assert (answer.status_code, body(answer)) == (200, CONTENT)
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Length"] == str(SIZE)
    assert answer["Content-Type"] == "application/vnd.pmtiles"


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-126", 0, 126),
        ("bytes=100-", 100, SIZE - 1),
        ("bytes=-100", SIZE - 100, SIZE - 1),
        (f"bytes=-{SIZE * 2}", 0, SIZE - 1),
        (f"bytes=10-{SIZE * 2}", 10, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
    ],
)
def test_a_range_is_sent_as_it_was_asked_for(grace, map_file, wanted, first, last):
    answer = ask(grace, Range=wanted)
    assert (answer.status_code, body(answer)) == (206, CONTENT[first : last + 1])
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize("wanted", [f"bytes={SIZE}-", "bytes=99999999999999999999-", "bytes=-0"])
def test_a_range_behind_the_end_is_refused(grace, map_file, wanted):
    answer = ask(grace, Range=wanted)
    assert (answer.status_code, answer["Content-Range"], body(answer)) == (416, f"bytes */{SIZE}", b"")


NO_RANGES = ["bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "lines=0-1", "bytes=a-b", "bytes=٣-"]


@pytest.mark.parametrize("wanted", NO_RANGES)
def test_a_range_that_is_none_gets_everything(grace, map_file, wanted):
    answer = ask(grace, Range=wanted)
    assert (answer.status_code, len(body(answer))) == (200, SIZE)


def test_a_range_of_another_edition_gets_everything(grace, map_file):
    etag = ask(grace)["ETag"]
    changed = ask(grace)["Last-Modified"]
    assert ask(grace, Range="bytes=0-9", If_Range=etag).status_code == 206
    assert ask(grace, Range="bytes=0-9", If_Range=changed).status_code == 206
    assert ask(grace, Range="bytes=0-9", If_Range='"another"').status_code == 200
    assert ask(grace, Range="bytes=0-9", If_Range="Wed, 01 Jan 2020 00:00:00 GMT").status_code == 200


def test_who_has_it_gets_nothing_again(grace, map_file):
    first = ask(grace)
    for known in (first["ETag"], f'"x", {first["ETag"]}', f"W/{first['ETag']}", "*"):
        assert ask(grace, If_None_Match=known).status_code == 304
    assert ask(grace, If_Modified_Since=first["Last-Modified"]).status_code == 304
    assert ask(grace, If_None_Match='"x"', If_Modified_Since=first["Last-Modified"]).status_code == 200
    map_file.write_bytes(CONTENT + b"!")
    assert ask(grace, If_None_Match=first["ETag"]).status_code == 200


def test_the_head_alone_has_no_body(grace, map_file):
    answer = grace.head("/places/basemap.pmtiles")
    assert (answer.status_code, answer["Content-Length"], answer.content) == (200, str(SIZE), b"")


def test_without_a_map_there_is_none(grace, settings, tmp_path):
    settings.DATA = tmp_path
    assert ask(grace).status_code == 404


def test_a_large_file_is_sent_in_blocks(grace, map_file, monkeypatch):
    monkeypatch.setattr(ranges, "ONE_PIECE", 100)
    monkeypatch.setattr(ranges, "BLOCK", 1_000)
    answer = ask(grace, Range="bytes=5-5004")
    pieces = list(answer.streaming_content)
    assert (len(pieces), b"".join(pieces)) == (5, CONTENT[5:5005])


@given(st.text("bytes=-,0123456789 ", max_size=24))
def test_no_header_at_all_breaks_the_answer(header):
    from django.test import RequestFactory

    request = RequestFactory().get("/", headers={"Range": header})
    try:
        part = ranges._part(request, SIZE, '"e"', 0)
    except ranges._OutsideError:
        return
    assert part is None or 0 <= part[0] <= part[1] < SIZE
