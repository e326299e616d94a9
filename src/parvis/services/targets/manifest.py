"""What targets says about itself."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.control.rules import Reserved, Weight
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.handling import SAID_TO_EVERYONE
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.kernel.people.rules import Role
from parvis.services.targets.actions import forget_official
from parvis.services.targets.queries import decisions_of

TITLE = _("What is promised")
_DECIDED = _("kept with the decision: who made it for the city")
MANIFEST = Manifest(
    module="targets",
    title=TITLE,
    promise=_(
        "You can see by when the city promises an answer. A change of that is shown before it is made."
    ),
    icon="clipboard-text-duotone",
    question="",
    entry="targets:overview",
    verbs=(Verb("targets.target.changed", _("The city changed by when it promises an answer: {category}.")),),
    reserved=(
        Reserved(
            "targets.target.changed",
            Weight.RULE,
            Role.MANAGER,
            desk=True,
            waits=True,
            labels={"days": _("Working days promised")},
        ),
    ),
    handling=SAID_TO_EVERYONE,
    retention={
        "Change.proposed_by": Kept(None, _DECIDED),
        "Change.decided_by": Kept(None, _DECIDED),
        "Change.reason": Kept(None, _("a public decision of the city")),
    },
    my_data=(
        Section(
            slug="targets",
            title=_("What you decided about promises"),
            rows=decisions_of,
            tell=lambda data: Line(
                data["reason"] or data["category"],
                reverse("targets:change", args=[data["change"]]) if data["decided"] else "",
            ),
            when_erased=_("The decision stays without your name."),
            rules=("targets.Change.proposed_by", "targets.Change.decided_by", "targets.Change.reason"),
        ),
    ),
    forget=forget_official,
)
