"""Open pages hear that what they show has changed: real NOTIFY, real server, real stream."""

import contextlib
import re
import socket
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import transaction

from parvis.kernel.live.hub import TOPICS_AT_ONCE, read_topics, sign_topics
from parvis.kernel.notices.actions import announce

SECONDS = 20


class OpenPage:
    """A page that listens to topics; `heard` are those that changed, in order."""

    def __init__(self, site, topics):
        self._line = socket.create_connection(("127.0.0.1", site.port), timeout=SECONDS)
        path = "/notices/live/?" + urlencode({"t": sign_topics(list(topics))})
        self._line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        self.text = b""
        while b"retry: 5000" not in self.text:
            self.read()

    @property
    def heard(self):
        return re.findall(r"event: changed\ndata: (\S+)", self.text.decode())

    def read(self):
        part = self._line.recv(4096)
        assert part, "The stream ended."
        self.text += part

    def wait_for(self, topic):
        """Announce the topic until it is heard: the listener may begin a little after the page."""
        self._line.settimeout(0.5)
        for _try in range(2 * SECONDS):
            announce(topic)
            with contextlib.suppress(TimeoutError):
                self.read()
            if topic in self.heard:
                return
        raise AssertionError(f"{topic} was not heard.")

    def close(self):
        self._line.close()


@pytest.fixture
def open_page(live_site):
    """Opens pages that listen to these topics."""
    with contextlib.ExitStack() as pages:
        yield lambda *topics: pages.enter_context(contextlib.closing(OpenPage(live_site, topics)))


def test_a_page_hears_a_change_of_its_topics_and_of_no_other(open_page):
    page = open_page("things:bench", "things:lamp")
    page.wait_for("things:bench")
    announce("things:tree")
    page.wait_for("things:lamp")
    assert set(page.heard) == {"things:bench", "things:lamp"}
    assert b"text/event-stream" in page.text
    assert b"no-store" in page.text


def test_every_open_page_hears_it(open_page):
    for page in [open_page("things:bench") for _page in range(3)]:
        page.wait_for("things:bench")


def test_a_page_that_was_left_does_not_hold_up_the_others(open_page):
    left, stays = open_page("things:bench"), open_page("things:bench")
    left.wait_for("things:bench")
    left.close()
    stays.wait_for("things:bench")


def test_what_did_not_happen_is_not_announced(open_page):
    page = open_page("things:bench", "things:tree", "things:lamp")
    page.wait_for("things:bench")
    with pytest.raises(RuntimeError), transaction.atomic():
        announce("things:tree")
        raise RuntimeError
    page.wait_for("things:lamp")
    assert "things:tree" not in page.heard


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "forged"])
def test_a_forged_token_opens_no_stream(grace, token):
    assert grace.get("/notices/live/", {"t": token}).status_code == 400


@pytest.mark.django_db
def test_a_token_of_yesterday_opens_no_stream(grace, clock):
    token = sign_topics(["things:bench"])
    clock.shift(timedelta(days=1, seconds=1))
    assert grace.get("/notices/live/", {"t": token}).status_code == 400


def test_a_page_listens_to_ten_topics_at_most():
    assert len(read_topics(sign_topics([str(number) for number in range(50)]))) == TOPICS_AT_ONCE
