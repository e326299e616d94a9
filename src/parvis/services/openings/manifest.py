"""What openings says about itself."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.control.rules import Reserved, Weight
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.handling import SAID_TO_EVERYONE
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.kernel.people.rules import Role
from parvis.services.openings.actions import forget_official
from parvis.services.openings.queries import kept_openings

TITLE = _("Open to neighbours")
VERBS = (
    Verb("openings.opening.opened", _("The city says what neighbours can do themselves: {category}.")),
    Verb("openings.opening.paused", _("Neighbours cannot help for now: {category}.")),
    Verb("openings.opening.ended", _("Neighbours are not asked any more: {category}.")),
)
MANIFEST = Manifest(
    module="openings",
    title=TITLE,
    promise=_("Nobody is asked to do what is dangerous, and you read how it is done before you begin."),
    icon="signpost-duotone",
    question="",
    entry="office-openings:overview",
    verbs=VERBS,
    reserved=tuple(
        Reserved(each.name, Weight.RULE, Role.MANAGER, labels={"stage": _("Stage")}) for each in VERBS
    ),
    handling=SAID_TO_EVERYONE,
    retention={
        "Opening.decided_by": Kept(None, _("kept with the decision: who made it for the city")),
        "Opening.reason": Kept(None, _("a public decision of the city")),
    },
    my_data=(
        Section(
            slug="openings",
            title=_("What you opened to neighbours"),
            rows=kept_openings,
            tell=lambda data: Line(data["reason"]),
            when_erased=_("The decision stays without your name."),
            rules=("openings.Opening.decided_by", "openings.Opening.reason"),
        ),
    ),
    forget=forget_official,
)
