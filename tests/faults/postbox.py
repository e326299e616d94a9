"""A mail server of the tests' own."""

import threading
from email.message import Message as Letter

from aiosmtpd.handlers import Message


class Postbox(Message):
    """Keeps what it is given; `X-RcptTo` names the recipients of the envelope."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Letter] = []

    def handle_message(self, message: Letter) -> None:
        """Keep the letter."""
        self.letters.append(message)


class SlowPostbox(Postbox):
    """Takes the first letter so slowly that its sender dies over it, and never says that it has it."""

    def __init__(self) -> None:
        super().__init__()
        self.is_reading, self.may_go_on = threading.Event(), threading.Event()

    def handle_message(self, message: Letter) -> None:
        """Keep the letter, unless it is the first."""
        if self.is_reading.is_set():
            super().handle_message(message)
            return
        self.is_reading.set()
        self.may_go_on.wait(60)
