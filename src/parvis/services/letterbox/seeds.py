"""The demo's letters: one without a place that is asked back, one that nobody could read."""

from django.conf import settings

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation
from parvis.services.letterbox.actions.taking import take

order = 67
_LETTERS = (
    ("zoe@people.example", "The swing", "The swing in our park squeaks terribly. Could somebody oil it?"),
    ("zoe@people.example", "A lamp", "The street light at 33 Beacon Street has been dark since Monday."),
    ("", "No sender", "This came without a sender."),
)


def seed() -> None:
    """A second time changes nothing: each message is taken once."""
    offer("letterbox", Organisation.objects.get(is_public_desk=True), stage="open")
    for number, (sender, subject, words) in enumerate(_LETTERS):
        heads = f"From: {sender}\nTo: {settings.MAIL_IN}\nSubject: {subject}\nMessage-ID: <seed-{number}@parvis>\n"
        take(f"{heads}Content-Type: text/plain; charset=utf-8\n\n{words}\n".encode())
