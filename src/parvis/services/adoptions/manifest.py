"""What adoptions says about itself."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Basis, Handling, Invitation, Manifest, Rung, Seen, Whose
from parvis.kernel.consents.contracts import Asking, Purpose
from parvis.kernel.control.rules import Reserved
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.kernel.people.rules import Level
from parvis.services.adoptions.actions import forget_adopter, hide_names
from parvis.services.adoptions.queries import kept_adoptions
from parvis.services.adoptions.rules import DAYS_KEPT_AFTER, SHOWS_NAME
from parvis.services.assets.contracts import spoken

_KEPT = Kept(
    DAYS_KEPT_AFTER, _("while you look after it, and a year longer for questions"), "until", row=True
)

MANIFEST = Manifest(
    module="adoptions",
    title=_("Adopt a thing in the street"),
    promise=_("Look after a hydrant, a tree, a drain. You hear when something is reported about it."),
    icon="hand-heart-duotone",
    question="help",
    entry="adoptions:mine",
    verbs=(
        Verb("adoptions.asset.adopted", _("{actor} adopted this and looks after it."), "help"),
        Verb("adoptions.asset.given_back", _("{actor} gave it back. It can be adopted again.")),
        Verb("adoptions.asset.ended", _("{office} ended the adoption.")),
    ),
    reserved=(Reserved("adoptions.asset.ended", open=True),),
    invitations=(
        Invitation(
            Rung.COMMITMENT,
            _("Adopt a hydrant or a tree near you"),
            "adoptions:mine",
            ("adoptions.asset.adopted",),
            Level.CONTACT_CONFIRMED,
        ),
    ),
    asks=(
        Asking(
            Purpose(
                SHOWS_NAME,
                _("My name beside what I look after"),
                _("Everybody may read my public name beside the things for which I choose that."),
            ),
            hide_names,
        ),
    ),
    handling=Handling(
        Basis.REQUEST,
        Whose.MEMBERS,
        Seen.OFFICE,
        but={"Adoption.name": Handling(Basis.CONSENT, Whose.MEMBERS, Seen.EVERYONE)},
    ),
    retention={"Adoption.person": _KEPT, "Adoption.name": _KEPT},
    my_data=(
        Section(
            slug="adoptions",
            title=_("What I look after in the street"),
            rows=kept_adoptions,
            tell=lambda data: Line(
                data["name"] or spoken(data["asset"]), reverse("assets:asset", args=[data["asset"]])
            ),
            when_erased=_("This goes, and others may adopt it."),
            rules=("adoptions.Adoption.person", "adoptions.Adoption.name"),
        ),
    ),
    forget=forget_adopter,
)
