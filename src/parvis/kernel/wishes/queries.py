"""What a person wants to hear, said or unsaid."""

from dataclasses import dataclass

from parvis.kernel.notices.channels import channels
from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.models import EMAIL, Pace, Preference
from parvis.kernel.notices.plans import is_wanted
from parvis.kernel.people.models import Person

NEVER = "never"


@dataclass(frozen=True, slots=True)
class Line:
    """One category of the preferences: how soon letters come, and the other ways that are wanted."""

    category: str
    pace: str
    ways: frozenset[str]


def wishes_of(person: Person) -> list[Line]:
    """For each category that can be chosen: what the person wants, said or unsaid."""
    rows = {
        (row.category, row.channel): row for row in Preference.objects.filter(person=person).order_by("pk")
    }
    lines = []
    for category in Category.LABELS:
        if category in Category.ALWAYS:
            continue
        letter = rows.get((category, EMAIL))
        pace = (letter.pace if letter.wanted else NEVER) if letter else str(Pace.NOW)
        ways = [name for name, each in channels().items() if is_wanted(rows.get((category, name)), each)]
        lines.append(Line(category, pace, frozenset(ways)))
    return lines
