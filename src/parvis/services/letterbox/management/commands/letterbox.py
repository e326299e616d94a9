"""Take in an e-mail from standard input: parvis letterbox take < message. For the pipe of a mail server."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from parvis.services.letterbox.actions.taking import take
from parvis.services.mime.contracts import MOST_BYTES


class Command(BaseCommand):
    """`take` is the only verb. What it cannot read is kept; it fails only when nothing could be kept, so that the mail
    server keeps the message."""

    help = "Take in an e-mail from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        """The verb."""
        parser.add_argument("verb", choices=["take"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Read no more than is ever taken."""
        letter = take(sys.stdin.buffer.read(MOST_BYTES + 1))
        self.stdout.write(str(letter))
