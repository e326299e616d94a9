"""An office that offers reports, and three people who assess what that may mean."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings

from parvis.kernel.assessments.actions import Opinion, advise, sign, write
from parvis.kernel.assessments.queries import version_of
from parvis.kernel.assessments.rules import Advice, Likelihood, Risk, Severity, Written
from parvis.kernel.keeping import registry
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Role
from parvis.kernel.testing.cast import office, official

NECESSITY = "Without a place nobody finds the lamp; a name is not needed and not asked for."
RESIDENTS = "Twelve residents read it in June and asked for shorter times; we shortened two."
SEEN = "A photograph shows somebody to everybody."
ADVICE = "Nothing speaks against it, as long as photographs are looked at."
WHY = "The office stands for it: what is left is low."
RISK = Risk(
    SEEN,
    Likelihood.SIGNIFICANT,
    Severity.LIMITED,
    "Officials hide a part of it.",
    Likelihood.LIMITED,
    Severity.NEGLIGIBLE,
)
HIGH = Risk(
    "Somebody is found at home.",
    Likelihood.MAXIMUM,
    Severity.MAXIMUM,
    "The street is hidden.",
    Likelihood.SIGNIFICANT,
    Severity.SIGNIFICANT,
)
WHOLE = Written(NECESSITY, RESIDENTS, "", (RISK,))


@dataclass(frozen=True, slots=True)
class Three:
    """Who writes, who advises, who signs."""

    writer: Person
    officer: Person
    signer: Person


def officer_of_the_city() -> Person:
    """The data-protection officer."""
    return official("Priya", office(settings.CITY.privacy.office, "Data Protection"), Role.MANAGER)


def opinion(advice: Advice = Advice.GO) -> Opinion:
    """What the officer says."""
    return Opinion(advice, ADVICE)


def kept_otherwise(monkeypatch: Any, name: str = "reports.Report.email", **changes: Any) -> None:
    """As if a new release kept this field in another way."""
    rule = registry._rules[name]
    monkeypatch.setitem(registry._rules, name, replace(rule, **changes))


def signed(three: Three, key: str = "reports", written: Written = WHOLE, after: int = 0):
    """A version that went through all hands."""
    made = write(three.writer, key, written, after=after)
    advise(three.officer, key, made.number, opinion())
    sign(three.signer, key, made.number, WHY)
    return version_of(key, made.number)
