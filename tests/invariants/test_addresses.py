"""Every address stands behind a door on purpose, answers the whole cast as it should, and never breaks."""

import re

import pytest

from parvis.kernel.permissions.access import Access
from parvis.kernel.testing.addresses import all_addresses
from tests.invariants.source import PROJECT

ADDRESSES = all_addresses()
VERBS = ("get", "head", "options", "post", "put", "patch", "delete")
TABLE = PROJECT / "docs/reference/doors.md"
# The one page that other sites may show in a frame; it can do nothing there (docs/adr/0020).
FRAMED = "/embed/card/"
# Live streams never end; their own tests read from them.
ENDLESS = re.compile(r"(stream|live|events)")
INLINE = re.compile(
    r"<style[\s>]|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)(?![^>]*type=\"application/(ld\+)?json\")", re.I
)


def called(address):
    return address.name or address.route


def rows_of_the_table():
    found = re.findall(r"^\| `([^`]*)` \| `([^`]*)` \| (\w+) \|", TABLE.read_text(), re.M)
    return {(route, name): door for route, name, door in found}


@pytest.mark.parametrize("address", ADDRESSES, ids=called)
def test_every_address_stands_behind_a_door_on_purpose(address):
    assert address.door is not None, "Mark the view with @everyone, @members or @officials."


def test_the_public_table_of_doors_is_the_truth():
    real = {(each.route, each.name): str(each.door) for each in ADDRESSES}
    assert rows_of_the_table() == real, (
        "Read what changed, then write the table anew: .venv/bin/python scripts/doors.py"
    )


def expected(address, reader):
    """The statuses that a reader may get at the door: what lies behind it may still be absent, or want other words."""
    behind = {200, 201, 202, 204, 301, 302, 303, 304, 400, 404, 405, 409, 410, 413, 415, 422, 429}
    if address.door is Access.OFFICIALS and reader == "alice":
        return {403}
    if address.door is not Access.EVERYONE and reader == "grace":
        return {302, 401}
    return behind | {403}


@pytest.mark.parametrize("reader", ["grace", "alice", "mona"])
@pytest.mark.parametrize(
    "address", [each for each in ADDRESSES if not ENDLESS.search(each.route)], ids=called
)
def test_the_door_opens_for_whom_it_should_and_for_every_verb(address, reader, cast):
    browser = cast.browser(reader)
    for verb in VERBS:
        answer = getattr(browser, verb)(address.example)
        assert answer.status_code in expected(address, reader), f"{verb.upper()} {address.example}"
        if address.door is not Access.EVERYONE and reader == "grace" and answer.status_code == 302:
            assert "login" in answer["Location"]
        assert_strict(answer)


def assert_strict(answer):
    """No answer lets a browser run or load what is not ours."""
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    # A form from another site is refused before the page is asked, by a page that stands in no frame.
    framed = answer.request["PATH_INFO"] == FRAMED and answer.status_code != 403
    assert f"frame-ancestors {'*' if framed else "'none'"}" in policy
    assert answer.headers.get("X-Frame-Options", "") == ("" if framed else "DENY")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Permissions-Policy" in answer.headers
    if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
        found = INLINE.search(answer.content.decode())
        assert not found, (
            f"Inline script or style: …{found.string[max(0, found.start() - 80) : found.end() + 80]}…"
        )


@pytest.mark.django_db
def test_an_official_without_a_second_factor_is_asked_to_set_one_up(amina, sign_in):
    amina.authenticator_set.all().delete()
    behind = [each for each in ADDRESSES if each.door is Access.OFFICIALS and not ENDLESS.search(each.route)]
    assert behind
    for address in behind:
        answer = sign_in(amina).get(address.example)
        assert answer.status_code == 302, address.example
        assert "/2fa/" in answer["Location"]
