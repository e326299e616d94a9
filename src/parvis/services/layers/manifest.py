"""What layers says about itself. It keeps nothing about people."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.control.rules import Reserved
from parvis.kernel.journal.verbs import Verb

OFFICE_WORDS = _("Things and labels")
MANIFEST = Manifest(
    module="layers",
    title=_("Layers and labels"),
    promise=_("Whatever carries our label can be reported by scanning it."),
    icon="qr-code",
    question="",
    entry="layers:every",
    verbs=(Verb("layers.layer.set_up", _("{office} set up what stands in the street: {layer}.")),),
    reserved=(Reserved("layers.layer.set_up", open=True),),
)
