"""What neighbours says about itself. It keeps nothing; the jobs and their people are kept in `helping`."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Invitation, Manifest, Rung
from parvis.kernel.people.rules import Level

TITLE = _("Neighbours help")
MANIFEST = Manifest(
    module="neighbours",
    title=TITLE,
    promise=_("See what waits for a hand near you, and how much neighbours have done already."),
    icon="hand-heart-duotone",
    question="help",
    entry="neighbours:list",
    promises="service",
    verbs=(),
    invitations=(
        Invitation(
            Rung.HOUR,
            _("Do something in your street yourself"),
            "neighbours:list",
            ("helping.job.taken",),
            Level.CONTACT_CONFIRMED,
        ),
    ),
    datasets=("helping",),
)
