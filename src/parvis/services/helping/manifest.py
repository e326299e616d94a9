"""What helping says about itself."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import WORK_OF_OFFICIALS, Basis, Handling, Manifest, Seen, Whose
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.services.helping.actions import forget_helper
from parvis.services.helping.queries import kept_jobs

_OWN = _("kept as long as the account, because it is the person's own contribution")
RETENTION = {
    **dict.fromkeys(("Job.person", "Job.words", "Proof.upload"), Kept(None, _OWN)),
    "Job.decided_by": Kept(None, _("so that the city can say who saw that it was done")),
    "Job.answer": Kept(None, _("the answer to what somebody did")),
}
_DONE = _("A neighbour helped, and somebody saw that it is done.")
_SEEN = Handling(Basis.TASK, Whose.MEMBERS, Seen.OFFICE)
_BUT = {"Job.person": _SEEN, "Job.decided_by": WORK_OF_OFFICIALS}
MANIFEST = Manifest(
    module="helping",
    title=_("Neighbours help"),
    promise=_("You read first how it is done. Your minutes count once somebody else has seen that it is."),
    icon="hand-heart-duotone",
    question="",
    entry="helping:mine",
    verbs=(
        Verb("helping.job.taken", _("A neighbour wants to help with this.")),  # counts once it is done
        Verb("helping.job.confirmed", _DONE, "help", apart=True),
    ),
    handling=Handling(Basis.TASK, Whose.MEMBERS, Seen.EVERYONE, _BUT),
    retention=RETENTION,
    my_data=(
        Section(
            slug="helping",
            title=_("What I did for my neighbours"),
            rows=kept_jobs,
            tell=lambda data: Line(
                data["words"] or data["report"], reverse("helping:job", args=[data["public_id"]])
            ),
            when_erased=_("The minutes stay counted without your name; your words and photographs go."),
            rules=tuple(f"helping.{name}" for name in RETENTION),
        ),
    ),
    forget=forget_helper,
)
