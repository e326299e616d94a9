"""What decisions says about itself. It keeps nothing: the register belongs to `kernel.control`."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Invitation, Manifest, Rung

SIGNATURES = _("Signatures and deputies")
DECISIONS = _("Decisions")
MANIFEST = Manifest(
    module="decisions",
    title=_("Decisions of the city"),
    promise=_("Whoever decides for the city leaves a line here: what, which office, why, and what changed."),
    icon="seal-check",
    question="",
    entry="decisions:register",
    verbs=(),
    invitations=(Invitation(Rung.TAP, _("See what the city decided, and why"), "decisions:register"),),
    datasets=("decisions",),
)
