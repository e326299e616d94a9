"""People who did something, as the journal has it."""

from typing import Any

from parvis.kernel.journal.actions import record
from parvis.kernel.journal.verbs import declared
from parvis.kernel.people.models import Person


def did(person: Person, thing: str, question: str = "saw", **where: Any) -> str:
    """Somebody did something that answers this question; gives its subject."""
    verb = next(name for name, each in declared().items() if each.question == question)
    subject = f"test.thing:{thing}"
    record(verb, subject=subject, actor=person.public_id, **where)
    return subject
