"""What around says about itself.

Watching is private: which place somebody watches tells where they live. Its one verb belongs to no question, so that it
lays no stone and stands in no list; its entries have no area, no cell, no person, and the same subject for all. They
only let the city count how many people asked to be told.
"""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Invitation, Kept, Manifest, Rung
from parvis.kernel.journal.verbs import Verb
from parvis.services.around.rules import DAYS_UNTIL_UNCONFIRMED_GO

_UNTIL_STOPPED = _("kept until the person stops it or leaves")

MANIFEST = Manifest(
    module="around",
    title=_("Around you"),
    promise=_("Hear what happens around you, as often as you wish. One tap ends it."),
    icon="bell-duotone",
    question="saw",
    entry="around:show",
    verbs=(Verb("around.watch.begun", _("Somebody asked to be told what happens around them.")),),
    invitations=(Invitation(Rung.TAP, _("Be told what happens around you"), "around:show"),),
    retention={
        "Watch.person": Kept(None, _UNTIL_STOPPED),
        "Watch.email": Kept(DAYS_UNTIL_UNCONFIRMED_GO, _("only until the address is confirmed")),
        "Watch.lat": Kept(None, _UNTIL_STOPPED),
        "Watch.lon": Kept(None, _UNTIL_STOPPED),
        "Watch.spot": Kept(None, _UNTIL_STOPPED),
        "Watch.area": Kept(None, _UNTIL_STOPPED),
    },
)
