"""What around says about itself.

Watching is private: which place somebody watches tells where they live. Its one verb belongs to no question, so that it
lays no stone and stands in no list; its entries have no area, no cell, no person, and the same subject for all. They
only let the city count how many people asked to be told.
"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Basis, Handling, Invitation, Manifest, Rung, Seen, Whose
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.kernel.naming import in_reader_language
from parvis.services.around.actions import BEGUN, forget_watcher
from parvis.services.around.queries import kept_watches
from parvis.services.around.rules import DAYS_UNTIL_UNCONFIRMED_GO

_OF_A_MEMBER = ("Watch.person", "Watch.lat", "Watch.lon", "Watch.spot", "Watch.area")
_WATCHES = Section(
    slug="watches",
    title=_("The places that I am told about"),
    rows=kept_watches,
    tell=lambda data: Line(in_reader_language(data["area"], data["spot"]), reverse("around:mine")),
    when_erased=_("This goes, and the letters end."),
    rules=("around.Watch.person",),
)
MANIFEST = Manifest(
    module="around",
    title=_("Around you"),
    promise=_("Hear what happens around you, as often as you wish. One tap ends it."),
    icon="bell-duotone",
    question="saw",
    entry="around:show",
    verbs=(Verb(BEGUN, _("Somebody asked to be told what happens around them.")),),
    invitations=(Invitation(Rung.TAP, _("Be told what happens around you"), "around:show", (BEGUN,)),),
    handling=Handling(Basis.REQUEST, Whose.MEMBERS, Seen.NOBODY),
    retention={
        "Watch.email": Kept(DAYS_UNTIL_UNCONFIRMED_GO, _("only until the address is confirmed"), row=True),
        **dict.fromkeys(_OF_A_MEMBER, Kept(None, _("kept until the person stops it or leaves"))),
    },
    my_data=(_WATCHES,),
    forget=forget_watcher,
)
