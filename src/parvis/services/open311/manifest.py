"""What Open311 says about itself."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.programs.rules import Interface, Scope
from parvis.services.open311.rules import NEWS, SEND, VOUCH

SCOPES = (
    Scope(SEND, _("Report something in the street for your users")),
    Scope(VOUCH, _("Report without our asking your users to confirm their address"), reserved=True),
    Scope(NEWS, _("Pass on what your readers say about a report"), reserved=True),
)
INTERFACE = Interface(
    title="Open311",
    words=_("Read public reports and send new ones, in the words of a public standard."),
    page="open311:about",
)
MANIFEST = Manifest(
    module="open311",
    title="Open311",
    promise=_("Every program may ask what was reported, and report in turn."),
    icon="share-network",
    question="",
    entry="open311:about",
    verbs=(
        Verb("open311.request.received", _("{program} passed this report on.")),
        Verb("open311.photo.missed", _("A photograph that came as an address could not be had.")),
    ),
)
