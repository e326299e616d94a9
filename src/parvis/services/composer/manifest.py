"""What composer says about itself. It keeps nothing: services belong to `kernel.catalogue`."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Invitation, Manifest, Rung

TITLE = _("Services of the city")
SERVICES = _("Services")
ASSESSMENTS = _("Impact assessments")
MANIFEST = Manifest(
    module="composer",
    title=TITLE,
    promise=_(
        "Every service says whom it serves, who answers, what it keeps about you, and why it is there."
    ),
    icon="storefront-duotone",
    question="",
    entry="composer:services",
    verbs=(),
    invitations=(
        Invitation(Rung.TAP, _("See what the city offers, and on which terms"), "composer:services"),
    ),
)
