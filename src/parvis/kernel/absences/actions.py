"""The only writers of absences."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from parvis.kernel.absences.models import Absence
from parvis.kernel.absences.policies import may_send_away
from parvis.kernel.absences.queries import absence_numbered
from parvis.kernel.clock import now
from parvis.kernel.control.actions import Deed, checked_reason, decide
from parvis.kernel.journal.rules import Plain
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import RefusedError, require

AWAY, BACK = "absences.office.away", "absences.office.back"
DAYS_AT_MOST = 92


def send_away(office: Organisation, first: date, last: date, reason: str, by: Person) -> Absence:
    """Say in public that an office does not answer from the first day to the end of the last.

    `RefusedError`: the days make no sense, or it is away already.
    """
    require(may_send_away(by, office))
    today = localdate(now())
    if not today <= first <= last or last > today + timedelta(days=DAYS_AT_MOST):
        raise RefusedError(
            _("Choose days from today on, the last within %(most)s days.") % {"most": DAYS_AT_MOST}
        )
    since = max(now(), datetime.combine(first, time.min, tzinfo=settings.CITY.zone))
    until = datetime.combine(last + timedelta(days=1), time.min, tzinfo=settings.CITY.zone)
    absence = Absence(office=office, since=since, until=until, reason=checked_reason(reason))
    try:
        with transaction.atomic():
            absence.save()
            decide(_deed(AWAY, absence, reason), by)
    except IntegrityError as twice:
        raise RefusedError(_("This office is away already, or will be. End that absence first.")) from twice
    return absence


def end(number: int, reason: str, by: Person) -> Absence:
    """The office answers again before its day. Done once."""
    with transaction.atomic():
        absence = Absence.objects.select_for_update(of=("self",)).get(pk=absence_numbered(number).pk)
        require(may_send_away(by, absence.office))
        moment = now()
        if absence.until > moment:
            absence.since, absence.until = min(absence.since, moment), moment
            absence.save()
            decide(_deed(BACK, absence, reason), by)
    return absence


def note_handed(absence: Absence) -> None:
    """What the office held is with others now."""
    Absence.objects.filter(pk=absence.pk, handed_at=None).update(handed_at=now())


def note_returned(absence: Absence) -> None:
    """What the office still owed is with it again."""
    Absence.objects.filter(pk=absence.pk, returned_at=None).update(returned_at=now())


def _deed(verb: str, absence: Absence, reason: str) -> Deed:
    last = str(localdate(absence.until - timedelta(microseconds=1)))
    changes = (("since", None, str(localdate(absence.since))), ("until", None, last))
    said: dict[str, Plain] = {"away": absence.office.name, "until": last}
    return Deed(verb, absence.subject, reason, changes, preferred=absence.office.slug, data=said)
