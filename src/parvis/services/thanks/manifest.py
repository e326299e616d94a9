"""What thanks says about itself."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Basis, Handling, Invitation, Manifest, Rung, Seen, Whose
from parvis.kernel.journal.sentences import path_of
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.kernel.people.rules import Level
from parvis.services.thanks.actions import VERB, forget_thankful
from parvis.services.thanks.queries import thanks_of

MANIFEST = Manifest(
    module="thanks",
    title=_("Say thank you"),
    promise=_("Who does something for the neighbourhood hears that somebody noticed."),
    icon="hand-heart-duotone",
    question="",
    entry="site:areas",
    verbs=(Verb(VERB, _("Somebody said thank you for this."), "say", apart=True),),
    invitations=(
        Invitation(
            Rung.TAP,
            _("Thank somebody who did something here"),
            "site:areas",
            (VERB,),
            Level.CONTACT_CONFIRMED,
        ),
    ),
    retention={"Thank.person": Kept(None, _("so that each person thanks once for each thing"))},
    handling=Handling(Basis.TASK, Whose.MEMBERS, Seen.NOBODY),
    my_data=(
        Section(
            slug="thanks",
            title=_("What I said thank you for"),
            rows=thanks_of,
            tell=lambda data: Line(data["subject"], path_of(data["subject"])),
            when_erased=_("The thanks stay counted without your name."),
            rules=("thanks.Thank.person",),
        ),
    ),
    forget=forget_thankful,
)
