"""`parvis verify_journal`: does every chain of the journal hold?"""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from parvis.kernel.journal.queries import size
from parvis.kernel.verification.queries import broken_links, explain


class Command(BaseCommand):
    help = "Check the hash chains of the journal and name the first bad entry of each broken chain."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", type=date.fromisoformat, help="first day, YYYY-MM-DD")
        parser.add_argument("--to", dest="last", type=date.fromisoformat, help="last day, YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for fault in broken_links(options["first"], options["last"]):
            broken += 1
            self.stdout.write(explain(fault))
        if broken:
            raise CommandError(f"{broken} broken.", returncode=1)
        self.stdout.write(f"The journal holds: {size()} entries.")
