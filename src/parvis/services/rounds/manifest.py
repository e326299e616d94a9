"""What rounds says about itself."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.handling import WORK_OF_OFFICIALS
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.services.rounds.actions import forget_inspector
from parvis.services.rounds.queries import kept_rounds
from parvis.services.rounds.rules import DAYS_KEPT

MY_ROUND = _("My round")
_WALKED = _("it tells where somebody was all day, and nobody needs it later")

MANIFEST = Manifest(
    module="rounds",
    title=_("Rounds of inspectors"),
    promise=_("Somebody comes and looks, by the shortest way."),
    icon="steps",
    question="",
    entry="rounds:today",
    verbs=(Verb("rounds.day.planned", _("An inspector planned a round.")),),
    handling=WORK_OF_OFFICIALS,
    retention={
        "Round.person": Kept(DAYS_KEPT, _WALKED, row=True),
        "Round.lat": Kept(DAYS_KEPT, _WALKED),
        "Round.lon": Kept(DAYS_KEPT, _WALKED),
    },
    my_data=(
        Section(
            slug="rounds",
            title=_("My rounds"),
            rows=kept_rounds,
            tell=lambda data: Line(_now("The round of %(day)s") % data, "/rounds/"),
            when_erased=_("This goes."),
            rules=("rounds.Round.person",),
        ),
    ),
    forget=forget_inspector,
)
