"""How long an endorsement holds, and when its person is told. Plain Python."""

from collections.abc import Mapping
from datetime import datetime, timedelta

DAYS_AT_MOST = 5 * 365
DAYS_BEFORE = 30


def until(days: int, moment: datetime) -> datetime:
    """The moment at which an endorsement of that moment runs out; never later than five years."""
    return moment + timedelta(days=min(max(1, days), DAYS_AT_MOST))


def is_to_be_told(ends: datetime, told: datetime | None, moment: datetime) -> bool:
    """True once, when it runs out soon and its person does not know it."""
    return told is None and moment < ends <= moment + timedelta(days=DAYS_BEFORE)


def whole_names(names: Mapping[str, str], house: str) -> dict[str, str]:
    """The names that were given, without those that are empty. `ValueError`: none in the language of the house."""
    given = {language: name.strip() for language, name in names.items() if name.strip()}
    if house not in given:
        raise ValueError(house)
    return given
