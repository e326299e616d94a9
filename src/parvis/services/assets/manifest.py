"""What assets says about itself. It keeps nothing about people: a tie names a report, never who sent it."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Invitation, Manifest, Rung
from parvis.kernel.control.rules import Reserved
from parvis.kernel.journal.verbs import Verb

MANIFEST = Manifest(
    module="assets",
    title=_("What stands in the street"),
    promise=_(
        "Tap a thing or scan its label. See all that happened to it, and report what is wrong with it."
    ),
    icon="qr-code",
    question="saw",
    entry="assets:list",
    verbs=(
        Verb(
            "assets.layer.brought_in",
            _("{layer} brought up to date: {new} new, {changed} changed, {gone} gone."),
        ),
    ),
    reserved=(Reserved("assets.layer.brought_in", open=True),),
    invitations=(Invitation(Rung.TAP, _("Find the street light in front of your door"), "assets:list"),),
)
