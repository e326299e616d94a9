"""What an inspector can say about a report, and for which reports a choice is offered. Plain Python."""

from collections.abc import Mapping
from enum import StrEnum

TEXT_AT_MOST = 1000
NAME_AT_MOST = 60


class Kind(StrEnum):
    """What is chosen: how urgent it is, what is broken, ready words."""

    PRIORITY = "priority"
    DEFECT = "defect"
    PHRASE = "phrase"


class Outcome(StrEnum):
    """What somebody who was there says about a report, and so what the office does with it."""

    LOOKED = "looked"
    STARTED = "started"
    PLANNED = "planned"
    DONE = "done"
    NOT_FOUND = "not_found"
    NO_ACTION = "no_action"
    NOT_OURS = "not_ours"
    ELSEWHERE = "elsewhere"
    NOTE = "note"


def longest(kind: Kind) -> int:
    """How many characters a text of this kind may have in each language."""
    return TEXT_AT_MOST if kind is Kind.PHRASE else NAME_AT_MOST


def tidied(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts by language without blanks around them, and without the languages that have none."""
    return {language: text.strip() for language, text in texts.items() if text.strip()}


def fits(kind: Kind, category: str, outcome: str) -> bool:
    """True when a choice of this kind may be for one category or for one outcome only; "" is for all of them.

    A priority is for all; what is broken depends on the category; words depend on both.
    """
    if kind is Kind.PRIORITY:
        return not category and not outcome
    return kind is Kind.PHRASE or not outcome


def is_offered(category: str, wanted: str) -> bool:
    """True when what is kept for one category ("": all) is offered for a report of the wanted one."""
    return category in ("", wanted)
