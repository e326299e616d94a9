"""The demo's assessments: reports is assessed and signed, adoptions is being written, the rest is missing."""

from parvis.kernel.assessments.actions import Opinion, advise, sign, write
from parvis.kernel.assessments.models import Assessment
from parvis.kernel.assessments.rules import Advice, Likelihood, Risk, Severity, Written
from parvis.kernel.keeping.policies import may_watch_over
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Role

order = 90
REPORTS = Written(
    necessity="An office cannot repair what it cannot find: it needs the place, and words or a photograph. An address "
    "is needed only by who wants an answer. We left out the date of birth and the street of who writes: nobody needed "
    "them. Guests stay guests.",
    residents="Twelve residents of three neighbourhoods read this in June. Two asked that a photograph must never show "
    "number plates for everybody; officials now hide a part of it. Nobody wanted names to be asked for.",
    risks=(
        Risk(
            "A photograph shows somebody, or a number plate, to everybody.",
            Likelihood.SIGNIFICANT,
            Severity.LIMITED,
            "Place and device are taken out; anybody can flag it, and officials hide a part within a day.",
            Likelihood.LIMITED,
            Severity.LIMITED,
        ),
        Risk(
            "Somebody learns from a report where a neighbour lives or when they are away.",
            Likelihood.LIMITED,
            Severity.SIGNIFICANT,
            "Names are shown only by consent; delicate kinds of report are private from the start.",
            Likelihood.NEGLIGIBLE,
            Severity.SIGNIFICANT,
        ),
        Risk(
            "An official looks somebody up out of curiosity.",
            Likelihood.LIMITED,
            Severity.SIGNIFICANT,
            "Each look leaves a line that the person reads; unusual numbers are seen by the officer.",
            Likelihood.NEGLIGIBLE,
            Severity.LIMITED,
        ),
    ),
)
ADOPTIONS = Written(
    necessity="Who looks after a tree must be known to the office while they do, so that somebody else can be asked.",
    risks=(
        Risk(
            "Neighbours learn who was at which tree, and when.",
            Likelihood.LIMITED,
            Severity.LIMITED,
            "Only a name that somebody chose to show stands there, and no time of day.",
            Likelihood.NEGLIGIBLE,
            Severity.LIMITED,
        ),
    ),
)


def seed() -> None:
    """Three people for one assessment: who wrote it, who advised, who signed; a second time changes nothing."""
    people = list(Person.objects.filter(is_active=True).order_by("pk"))
    managers = [each for each in people if each.serves_public_desk(Role.MANAGER)]
    officer = next((each for each in people if may_watch_over(each)), None)
    if len(managers) < 2 or officer is None or Assessment.objects.exists():
        return
    writer, signer = managers[:2]
    write(writer, "reports", REPORTS, after=0)
    words = "The table of risks is honest. Look at it again when photographs are read by programs."
    advise(officer, "reports", 1, Opinion(Advice.CONDITIONS, words))
    sign(signer, "reports", 1, "The conditions of the officer are met: no program reads photographs.")
    write(writer, "adoptions", ADOPTIONS, after=0)
