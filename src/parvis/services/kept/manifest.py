"""What kept says about itself. It keeps nothing: it counts promises, and plays them again."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Invitation, Manifest, Rung

REPLAY = _("Play promises again")
AWAY = _("When an office is away")
MANIFEST = Manifest(
    module="kept",
    title=_("Promises kept"),
    promise=_("See, service by service, how often the city answered by the day it had promised."),
    icon="calendar-check-duotone",
    question="say",
    entry="kept:promises",
    verbs=(),
    invitations=(Invitation(Rung.TAP, _("See how the city keeps its promises"), "kept:promises"),),
    datasets=("promises",),
)
