"""What appeals says about itself."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import WORK_OF_OFFICIALS, Basis, Handling, Manifest, Seen, Whose
from parvis.kernel.control.rules import Reserved
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.services.appeals.actions import forget_appellant
from parvis.services.appeals.queries import kept_appeals

TITLE = _("Objections")
_ANSWERED = _("so that the city can answer for what it hid, and for how it answered objections")
MANIFEST = Manifest(
    module="appeals",
    title=TITLE,
    promise=_("If you object to what was hidden, somebody else looks at it again and answers by a day."),
    icon="scales-duotone",
    question="",
    entry="moderation:counts",
    verbs=(
        Verb(
            "appeals.appeal.rejected",
            _("Somebody else looked again at what was hidden here. It stays hidden."),
        ),
    ),
    reserved=(Reserved("appeals.appeal.rejected"),),
    handling=Handling(
        Basis.LAW,
        Whose.SENDERS,
        Seen.OFFICE,
        but=dict.fromkeys(("Appeal.against", "Appeal.decided_by", "Appeal.answer"), WORK_OF_OFFICIALS),
    ),
    retention={
        "Appeal.person": Kept(None, _ANSWERED),
        "Appeal.words": Kept(None, _("the author's own words to the city")),
        "Appeal.against": Kept(None, _ANSWERED),
        "Appeal.decided_by": Kept(None, _ANSWERED),
        "Appeal.answer": Kept(None, _ANSWERED),
    },
    my_data=(
        Section(
            slug="appeals",
            title=_("What I objected to"),
            rows=kept_appeals,
            tell=lambda data: Line(data["words"], reverse("appeals:appeal", args=[data["decision_id"]])),
            when_erased=_("This stays without your name; your words go if you choose so below."),
            rules=(
                "appeals.Appeal.person",
                "appeals.Appeal.words",
                "appeals.Appeal.against",
                "appeals.Appeal.decided_by",
                "appeals.Appeal.answer",
            ),
        ),
    ),
    forget=forget_appellant,
)
