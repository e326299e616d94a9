"""Fixtures of the tests of work mail: an office that has nothing but a mailbox, and a mail server that refuses."""

from functools import partial

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from parvis.kernel.testing.site import free_port
from parvis.services.dispatch.models import Channel
from parvis.services.reports.tests.stage import Stage, build, reported

PARKS = "lights@works.example"


@pytest.fixture
def stage(db: None) -> Stage:
    """A small city in which reports are open."""
    return build()


@pytest.fixture
def channel(stage: Stage) -> Channel:
    """The lamps belong to people who read mail."""
    return Channel.objects.create(office=stage.lighting, address=f"mailto:{PARKS}")


@pytest.fixture
def report_by(stage):
    """Makes an open report: `report_by(alice)`, `report_by()` for one without a name."""
    return partial(reported, stage)


class Server(Message):
    """A mail server that answers each recipient as it was told, and keeps what it takes."""

    def __init__(self):
        super().__init__()
        self.letters, self.answers = [], []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    def handle_message(self, message):
        self.letters.append(message)


@pytest.fixture
def server(settings):
    """A real mail server, through which all letters go."""
    kept, port = Server(), free_port()
    options = {"host": "127.0.0.1", "port": port, "timeout": 5}
    backend = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}
    running = Controller(kept, hostname="127.0.0.1", port=port)
    running.start()
    yield kept
    running.stop()
