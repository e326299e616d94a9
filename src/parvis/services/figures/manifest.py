"""What figures says about itself. It keeps nothing about people: only counts of public reports."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.journal.verbs import Verb

OFFICE = _("Figures")
MANIFEST = Manifest(
    module="figures",
    title=_("The city in figures"),
    promise=_("See what people reported where, what became of it, and what it looked like afterwards."),
    icon="chart-bar-duotone",
    question="saw",
    entry="figures:overview",
    verbs=(Verb("figures.figures.counted", _("The figures of the city were counted anew.")),),
)
