"""What defects says about itself. It keeps nothing about people."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.control.rules import Reserved
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.people.rules import Role

CHOICES = _("Choices of inspectors")
MANIFEST = Manifest(
    module="defects",
    title=_("What inspectors can choose"),
    promise=_("Whoever comes to look calls the same thing by the same name, in your language."),
    icon="list-checks",
    question="",
    entry="defects:offices",
    verbs=(Verb("defects.choices.changed", _("{office} changed what its inspectors can choose.")),),
    reserved=(Reserved("defects.choices.changed", role=Role.MANAGER, open=True),),
)
