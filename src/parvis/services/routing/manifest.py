"""What routing says about itself."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.control.rules import Reserved, Weight
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.handling import SAID_TO_EVERYONE
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.kernel.people.rules import Role
from parvis.services.routing.actions import forget_official
from parvis.services.routing.queries import decisions_of

WHO_IS_RESPONSIBLE = _("Who is responsible")
_DECIDED = _("kept with the decision: who made it for the city")
MANIFEST = Manifest(
    module="routing",
    title=WHO_IS_RESPONSIBLE,
    promise=_("You can see who is responsible for what. A change of that is shown before it is made."),
    icon="signpost-duotone",
    question="",
    entry="routing:overview",
    verbs=(
        Verb("routing.table.line_changed", _("The city changed who is responsible for something.")),
        Verb("routing.table.boundaries_moved", _("The city moved the boundaries of areas.")),
    ),
    reserved=tuple(
        Reserved(
            f"routing.table.{verb}", Weight.RULE, Role.MANAGER, desk=True, waits=True, labels={label: words}
        )
        for verb, label, words in (
            ("line_changed", "office", _("Responsible office")),
            ("boundaries_moved", "valid_from", _("First day")),
        )
    ),
    handling=SAID_TO_EVERYONE,
    retention={
        "Change.proposed_by": Kept(None, _DECIDED),
        "Change.decided_by": Kept(None, _DECIDED),
        "Change.reason": Kept(None, _("a public decision of the city")),
    },
    my_data=(
        Section(
            slug="routing",
            title=_("What you decided about who is responsible"),
            rows=decisions_of,
            tell=lambda data: Line(
                data["reason"] or data["kind"],
                reverse("routing:change", args=[data["change"]]) if data["decided"] else "",
            ),
            when_erased=_("The decision stays without your name."),
            rules=("routing.Change.proposed_by", "routing.Change.decided_by", "routing.Change.reason"),
        ),
    ),
    forget=forget_official,
)
