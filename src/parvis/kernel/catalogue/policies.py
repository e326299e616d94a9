"""Who may take part in a service, and who composes it."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from parvis.kernel.catalogue.manifest import Invitation
from parvis.kernel.catalogue.models import Service
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Level, Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.kernel.sheets.rules import level_asked


def may_take_up(invitation: Invitation, service: Service | None, level: int) -> Verdict:
    """Whether the city lets somebody of this level take up an invitation of a service; None: it is not offered."""
    if service is None:
        return Denied(_("This service is not open here at the moment."))
    asked = level_asked(service.content, invitation.rung, invitation.least)
    if asked is None:
        return Denied(_("This part of the service is not open here at the moment."))
    if level >= asked:
        return ALLOWED
    return Denied(_ASKS[asked]())


def may_compose(by: Person | AnonymousUser, steward: Organisation) -> Verdict:
    """Managers of the office that offers it, and of the public desk."""
    if isinstance(by, Person) and (
        by.serves(steward.pk, Role.MANAGER) or by.serves_public_desk(Role.MANAGER)
    ):
        return ALLOWED
    return Denied(_("Only managers of %(office)s and of the public desk change this.") % {"office": steward})


def may_change(by: Person | AnonymousUser, service: Service) -> Verdict:
    """Who composes it, as long as it is not closed."""
    if service.stage == Service.Stage.CLOSED:
        return Denied(_("This service is closed and stays as it was. Copy it to begin anew."))
    return may_compose(by, service.steward)


_ASKS = {
    Level.CONTACT_CONFIRMED: lambda: _(
        "Sign in and confirm your e-mail address first. Then you can take part."
    ),
    Level.RESIDENT_CONFIRMED: lambda: _(
        "Only people whose address in the city is confirmed can take part here."
    ),
    Level.OFFICIAL: lambda: _("Only people who work for the city can take part here."),
}
