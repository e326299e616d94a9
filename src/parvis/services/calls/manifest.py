"""What calls says about itself."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.control.rules import Reserved, Weight
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.handling import SAID_TO_EVERYONE
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.kernel.people.rules import Role
from parvis.services.calls.actions import forget_official
from parvis.services.calls.queries import calls_by

TITLE = _("Calls")
LABELS = {"goal": _("Goal"), "until": _("Last day")}
VERBS = (
    Verb("calls.call.made", _("The city calls for {goal} contributions: {call}.")),
    Verb("calls.call.answered", _("The city answered its call: {call}.")),
)
MANIFEST = Manifest(
    module="calls",
    title=TITLE,
    promise=_("Who calls the city together says what for, how far we are, and what comes of it."),
    icon="megaphone-simple-duotone",
    question="",
    entry="calls:overview",
    verbs=VERBS,
    reserved=tuple(
        Reserved(each.name, Weight.RULE, Role.OWNER, desk=True, open=True, labels=LABELS) for each in VERBS
    ),
    retention={
        "Call.made_by": Kept(None, _("kept with the decision: who made it for the city"), "since"),
        "Call.signed": Kept(None, _("a public call of the city"), "since"),
        "Call.words": Kept(None, _("a public call of the city"), "since"),
    },
    handling=SAID_TO_EVERYONE,
    my_data=(
        Section(
            slug="calls",
            title=_("Calls that you wrote down for the city"),
            rows=calls_by,
            tell=lambda data: Line(
                next(iter(data["titles"].values())), reverse("calls:call", args=[data["call"]])
            ),
            when_erased=_("The call stays without your name."),
            rules=("calls.Call.made_by", "calls.Call.signed", "calls.Call.words"),
        ),
    ),
    forget=forget_official,
)
