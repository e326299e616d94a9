"""What work mail says about itself. It keeps nothing: parcels are kept in `dispatch`, letters in `letterbox`."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.journal.verbs import Verb

MANIFEST = Manifest(
    module="workmail",
    title=_("Work orders by e-mail"),
    promise=_("What you report reaches the office, also where it works with e-mail alone."),
    icon="envelope-simple",
    question="",
    entry="dispatch:standing",
    verbs=(Verb("workmail.order.answered", _("{office} answered by e-mail, without an account here.")),),
)
