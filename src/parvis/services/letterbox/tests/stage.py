"""What people write to the city."""

from parvis.kernel.notices.letters import Letter as Written
from parvis.kernel.notices.letters import letter_of
from parvis.kernel.notices.models import Notice
from parvis.services.letterbox.actions.taking import take
from parvis.services.letterbox.models import Letter

NUMBERS = iter(range(1_000_000))


def message(
    words: str, *heads: str, sender: str = "zoe@people.example", to: str = "report@city.example"
) -> bytes:
    """An e-mail with a number of its own."""
    named = any(head.startswith("Message-ID") for head in heads)
    number = () if named else (f"Message-ID: <{next(NUMBERS)}@people.example>",)
    subject = () if any(head.startswith("Subject") for head in heads) else ("Subject: Hello",)
    kind = (
        ()
        if any(head.startswith("Content-Type") for head in heads)
        else ("Content-Type: text/plain; charset=utf-8",)
    )
    lines = [f"From: Somebody <{sender}>", f"To: {to}", *subject, *heads, *number, *kind, "", words]
    return "\n".join(lines).encode()


def wrote(words: str, *heads: str, **where: str) -> Letter:
    """The same, taken in."""
    return take(message(words, *heads, **where))


def letter_to(kind: str, **who: object) -> Written:
    """The newest letter of a kind that the city wrote."""
    newest = Notice.objects.filter(kind=kind, **who).order_by("-pk").first()
    assert newest is not None
    return letter_of(newest)
