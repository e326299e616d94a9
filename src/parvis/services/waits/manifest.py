"""What waits says about itself. It keeps nothing about people: only counts of public reports."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Invitation, Manifest, Rung
from parvis.kernel.journal.verbs import Verb

MANIFEST = Manifest(
    module="waits",
    title=_("Who waits longer?"),
    promise=_("See whether the city answers all neighbourhoods alike, and how much may be chance."),
    icon="scales-duotone",
    question="saw",
    entry="waits:show",
    verbs=(Verb("waits.figures.counted", _("The waits of all neighbourhoods were counted anew.")),),
    invitations=(Invitation(Rung.TAP, _("See who waits longer for the city"), "waits:show"),),
    datasets=("waits",),
)
