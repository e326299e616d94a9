"""Who writes an assessment, who advises on it, who signs it."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from parvis.kernel.assessments import rules
from parvis.kernel.keeping.policies import may_watch_over
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict


def may_write(by: Person | AnonymousUser, stewards: list[Organisation]) -> Verdict:
    """Managers of an office that offers a service of this part, and of the public desk."""
    if isinstance(by, Person) and office_of(by, stewards) is not None:
        return ALLOWED
    return Denied(_("Only managers of the offices that offer this, and of the public desk, do this."))


def may_advise(by: Person | AnonymousUser, writers: list[int]) -> Verdict:
    """The data-protection officer, on what they did not write themselves."""
    if not may_watch_over(by):
        return Denied(_("Only the data-protection officer advises on it."))
    if not rules.may_sign(by.pk or 0, writers):
        return Denied(_("You wrote it. Somebody else of the data-protection office advises on it."))
    return ALLOWED


def may_sign(by: Person | AnonymousUser, stewards: list[Organisation], writers: list[int]) -> Verdict:
    """Who may write it, but wrote none of it."""
    allowed = may_write(by, stewards)
    if allowed and not rules.may_sign(by.pk or 0, writers):
        return Denied(_("You wrote it. Four eyes see more: another manager signs it."))
    return allowed


def office_of(by: Person, stewards: list[Organisation]) -> Organisation | None:
    """In whose name somebody writes or signs: an office that offers it, else the public desk."""
    own = [each for each in by.memberships_with_offices() if Role.MANAGER in each.today.includes]
    mine = {each.organisation_id for each in own}
    found = [each for each in stewards if each.pk in mine]
    desks = [each.organisation for each in own if each.organisation.is_public_desk]
    return next(iter([*found, *desks]), None)
