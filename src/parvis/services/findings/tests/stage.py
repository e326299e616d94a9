"""A street with dark lamps for inspectors, and an office that says how urgent they are."""

from dataclasses import dataclass
from typing import Any

from parvis.kernel.people.models import Organisation, Person
from parvis.services.defects.actions import Wording, add
from parvis.services.defects.models import Choice
from parvis.services.defects.rules import Kind, Outcome
from parvis.services.findings.actions import Given, hand_in
from parvis.services.findings.models import Finding
from parvis.services.reports.contracts import case_of
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import Stage, reported

WEST_END = (42.3550, -71.0690)
# Along one street, from west to east.
LAMPS = ((42.3550, -71.0680), (42.3550, -71.0660), (42.3550, -71.0640))


@dataclass(frozen=True, slots=True)
class Offered:
    """What Street Lighting lets its inspectors choose."""

    urgent: Choice
    broken: Choice
    words: Choice


def lamps(stage: Stage, author: Person | None = None) -> list[Report]:
    """Three dark lamps, reported from the middle outwards."""
    return [
        reported(
            stage, author, lat=LAMPS[number][0], lon=LAMPS[number][1], address=f"{number + 1} Beacon Street",
            answers={"how_many": "one"},
        )
        for number in (1, 0, 2)
    ]  # fmt: skip


def offered(office: Organisation, by: Person) -> Offered:
    """A priority, a defect of lamps, and words for a lamp that is mended."""
    return Offered(
        add(office, by, Wording(Kind.PRIORITY, {"en": "Today", "ar": "اليوم"})),
        add(office, by, Wording(Kind.DEFECT, {"en": "No current", "ar": "لا تيار"}, "street-light")),
        add(office, by, Wording(Kind.PHRASE, {"en": "It shines again."}, "street-light", Outcome.DONE)),
    )


def found(by: Person, report: Report, outcome: Outcome = Outcome.LOOKED, **details: Any) -> Finding:
    """What somebody found, handed in on the report as it is now."""
    given = {"key": f"{outcome}-{report.public_id}", "seen": case_of(by, report.public_id).version}
    return hand_in(
        by, Given(report=report.public_id, outcome=outcome, **{**given, "words": "Dark.", **details})
    )
