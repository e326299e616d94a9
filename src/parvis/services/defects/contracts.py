"""What neighbours may ask: what an inspector can choose, and what was chosen."""

from collections.abc import Iterable
from dataclasses import dataclass

from parvis.services.defects.models import OUTCOME_WORDS
from parvis.services.defects.queries import known_in, named, standing
from parvis.services.defects.rules import Kind, Outcome, is_offered

__all__ = ["OUTCOME_WORDS", "Choices", "Kind", "Offer", "Outcome", "choices_for", "known_in", "named"]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose, in the reader's language. `outcome` is empty where it fits all."""

    id: str
    words: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be said about one report, in the order of its office."""

    priorities: tuple[Offer, ...] = ()
    defects: tuple[Offer, ...] = ()
    phrases: tuple[Offer, ...] = ()


def choices_for(reports: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Choices]:
    """What can be said about reports of these offices and categories (slugs), in one query."""
    wanted = set(reports)
    rows = list(standing({office for office, _category in wanted}))
    found = {}
    for office, category in wanted:
        own = [each for each in rows if each.office.slug == office and is_offered(each.category, category)]
        of = {
            kind: tuple(Offer(each.public_id, each.words, each.outcome) for each in own if each.kind == kind)
            for kind in Kind
        }
        found[office, category] = Choices(of[Kind.PRIORITY], of[Kind.DEFECT], of[Kind.PHRASE])
    return found
