"""The site as browsers and foreign programs meet it: the real server, in this process, under the rules of the suite.

Django's own test server speaks WSGI and cannot serve live pages; this is the server that a city runs.
"""

import asyncio
import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import override_settings
from granian.constants import Interfaces
from granian.server.embed import Server

from parvis.kernel.serving import serve

SECONDS_TO_START = 20


class LiveSite:
    """The running site; `url` is its address without a last slash."""

    def __init__(self, port: int | None = None) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        # Files are found once and kept by browsers for a minute, as in a city hall.
        with override_settings(WHITENOISE_AUTOREFRESH=False):
            application = serve()
        self._server = Server(
            application,
            address="127.0.0.1",
            port=self.port,
            interface=Interfaces.ASGINL,
            websockets=False,
            log_enabled=False,
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="live-site", daemon=True)

    def start(self) -> None:
        """Serve, and wait until it answers."""
        self._thread.start()
        end = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if time.monotonic() > end:
                raise RuntimeError("The site did not start.")

    def stop(self) -> None:
        """Serve no more."""
        self._loop.call_soon_threadsafe(self._server.stop)
        self._thread.join(SECONDS_TO_START)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._server.serve())

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/static/nothing")
            connection.getresponse().read()
        except OSError:
            return False
        finally:
            connection.close()
        return True


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def running_site(django_db_setup: None) -> Iterator[LiveSite]:
    """The site, started once for each process of the suite."""
    site = LiveSite()
    site.start()
    yield site
    site.stop()


@pytest.fixture
def live_site(running_site: LiveSite, transactional_db: None) -> LiveSite:
    """The site with a database that it shares with the test: what the test commits, the site sees."""
    return running_site


@pytest.fixture
def mail_down(settings: Any) -> Callable[[], None]:
    """Nobody listens where letters are handed over; called, it lets somebody listen again."""
    mailers = settings.MAILERS
    options = {"host": "127.0.0.1", "port": free_port(), "timeout": 2}
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
    }

    def up() -> None:
        settings.MAILERS = mailers

    return up
