"""What moderation says about itself."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.control.rules import Reserved
from parvis.kernel.journal.verbs import Verb
from parvis.services.moderation.rules import READ

TITLE = _("Moderation")
VERBS = (
    Verb("moderation.thing.hidden", _("The city hid something here that broke the rules of the square.")),
    Verb("moderation.thing.words_cut", _("The city hid some words here that broke the rules of the square.")),
    Verb("moderation.thing.photo_taken", _("The city hid a photograph that broke the rules of the square.")),
    Verb("moderation.thing.given_back", _("The city gave back something that it had hidden here.")),
    Verb(
        "moderation.thing.upheld", _("Somebody else looked again at what was hidden here. It stays hidden.")
    ),
)
MANIFEST = Manifest(
    module="moderation",
    title=TITLE,
    promise=_("Nothing is hidden without a reason that its author reads. Everybody sees how much is hidden."),
    icon="shield-check-duotone",
    question="",
    entry="moderation:counts",
    verbs=VERBS,
    reserved=tuple(Reserved(each.name) for each in VERBS),
    datasets=("moderation",),
    looks={READ: _("read something of yours that not everybody can see, to decide whether it may stand")},
)
