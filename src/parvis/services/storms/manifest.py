"""What storms says about itself."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.control.rules import Reserved, Weight
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.handling import SAID_TO_EVERYONE
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.kernel.people.rules import Role
from parvis.services.storms.actions import forget_official
from parvis.services.storms.queries import storms_by

TITLE = _("More time after a storm")
LABELS = {"days": _("Working days more"), "promises": _("Promises with more time"), "until": _("Last day")}
VERBS = (
    Verb("storms.storm.declared", _("The city gave itself {days} working days more: {storm}.")),
    Verb("storms.storm.ended", _("What is reported now gets no more time: {storm}.")),
)
MANIFEST = Manifest(
    module="storms",
    title=TITLE,
    promise=_("When something hits many at once, we say so, and by how much you wait longer."),
    icon="hourglass-medium",
    question="",
    entry="storms:overview",
    verbs=VERBS,
    reserved=tuple(
        Reserved(each.name, Weight.RULE, Role.MANAGER, desk=True, labels=LABELS) for each in VERBS
    ),
    handling=SAID_TO_EVERYONE,
    retention={
        "Storm.decided_by": Kept(None, _("kept with the decision: who made it for the city"), "since"),
        "Storm.reason": Kept(None, _("a public decision of the city"), "since"),
    },
    my_data=(
        Section(
            slug="storms",
            title=_("Where you gave the city more time"),
            rows=storms_by,
            tell=lambda data: Line(data["reason"], reverse("storms:storm", args=[data["storm"]])),
            when_erased=_("The decision stays without your name."),
            rules=("storms.Storm.decided_by", "storms.Storm.reason"),
        ),
    ),
    forget=forget_official,
)
