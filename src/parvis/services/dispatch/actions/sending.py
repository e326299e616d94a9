"""Sending what is due: each parcel once, however often it is tried."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.jobs.work import job
from parvis.kernel.journal.actions import record
from parvis.services.dispatch.actions.calling import UndeliveredError, call_once
from parvis.services.dispatch.actions.ways import Consignment, way_of
from parvis.services.dispatch.models import Channel, Parcel
from parvis.services.dispatch.rules import LEASE, Outcome, service_code, wait_after
from parvis.services.reports.contracts import Order, words_of, work_order

SUBJECT = "reports.report"
# So few that all of them can time out before the lease ends.
BATCH = 10
REASON_LENGTH = 300


@job("dispatch.deliver", tries=2)
def deliver() -> None:
    """Send everything that is due; the next minute takes what a dead worker left."""
    while deliver_due():
        pass


def deliver_due(batch: int = BATCH) -> int:
    """Try what is due, in the order in which it came; returns how many were tried. Safe beside itself."""
    taken = _taken_out(batch)
    for parcel in taken:
        try:
            _send(parcel)
        except UndeliveredError as undelivered:
            _put_back(parcel, undelivered)
    return len(taken)


def _taken_out(batch: int) -> list[Parcel]:
    """Parcels that are due, leased: whoever dies with one gives it back when the lease ends."""
    with transaction.atomic():
        held = Parcel.objects.select_for_update(of=("self",), skip_locked=True)
        due = held.filter(state=Parcel.State.WAITING, next_at__lte=now(), channel__is_on=True)
        rows = list(due.select_related("channel__office").order_by("next_at", "pk")[:batch])
        Parcel.objects.filter(pk__in=[row.pk for row in rows]).update(next_at=now() + LEASE)
    return rows


def _send(parcel: Parcel) -> None:
    about = _told_before(parcel) if parcel.kind == Parcel.Kind.NEWS else None
    if way := way_of(parcel.channel.address):
        _arrived(parcel, way(_consignment_of(parcel)), "")
    elif about:
        _send_news(parcel, about)
    elif parcel.token:
        row = call_once(parcel.channel, "GET", f"tokens/{parcel.token}", [])
        _arrived(parcel, row.get("service_request_id", ""), parcel.token)
    else:
        order = work_order(parcel.report)
        if order is None:
            raise UndeliveredError(Outcome.REFUSED, _("The report is gone."))
        row = call_once(parcel.channel, "POST", "requests", fields_of(order, parcel), key=parcel.key)
        _arrived(parcel, row.get("service_request_id", ""), row.get("token", ""))


def _told_before(parcel: Parcel) -> Parcel:
    """What told them of the report that there is news about."""
    about = parcel.channel.parcels.filter(kind=Parcel.Kind.REPORT, report=parcel.report).first()
    if about is None or about.state == Parcel.State.REFUSED:
        raise UndeliveredError(Outcome.REFUSED, _("The report itself was refused there."))
    if not about.foreign_id:
        raise UndeliveredError(Outcome.LATER, _("The report itself is not there yet."))
    return about


def _send_news(parcel: Parcel, about: Parcel) -> None:
    fields = [
        ("update_id", parcel.key),
        ("service_request_id", about.foreign_id),
        ("status", parcel.status or "INVESTIGATING"),
        ("updated_datetime", parcel.created_at.isoformat(timespec="seconds")),
        ("description", words_of(parcel.words) if parcel.words else ""),
    ]
    call_once(parcel.channel, "POST", "servicerequestupdates", fields, key=parcel.key)
    _arrived(parcel, "", "")


def fields_of(order: Order, parcel: Parcel) -> list[tuple[str, str]]:
    """The report in the words of the protocol; our own number goes along, so that a repeat is known over there."""
    fields = [
        ("service_code", service_code(order.kind, parcel.channel.codes)),
        ("lat", str(order.lat)),
        ("long", str(order.lon)),
        ("address_string", order.address),
        ("description", order.words),
        ("attribute[fixmystreet_id]", parcel.key),
    ]
    for name, value in order.answers.items():
        label = f"attribute[{name}]" + ("[]" if isinstance(value, list) else "")
        fields += [(label, str(each)) for each in (value if isinstance(value, list) else [value])]
    return fields + [("media_url", settings.SITE_ADDRESS + path) for path in order.photos]


def _arrived(parcel: Parcel, foreign_id: str, token: str) -> None:
    """It is there. With a token alone its number is asked for until there is one."""
    if parcel.kind == Parcel.Kind.REPORT and not foreign_id and not token:
        raise UndeliveredError(Outcome.LATER, _("The answer names neither a number nor a token."))
    with transaction.atomic():
        kept = Parcel.objects.select_for_update(of=("self",)).get(pk=parcel.pk)
        if kept.state == Parcel.State.SENT:
            return
        kept.token, kept.foreign_id = token[:120], foreign_id[:120]
        waits = kept.kind == Parcel.Kind.REPORT and not foreign_id
        kept.fails, kept.reason = (kept.fails + 1 if waits else 0), ""
        kept.state = Parcel.State.WAITING if waits else Parcel.State.SENT
        kept.next_at = now() + wait_after(kept.fails) if waits else None
        kept.sent_at = None if waits else now()
        kept.save()
        if not waits and kept.kind == Parcel.Kind.REPORT:
            # News about it may have been read and left aside while nobody knew its number here.
            Channel.objects.filter(pk=kept.channel_id, asked_until__gt=kept.created_at).update(
                asked_until=kept.created_at
            )
            _tell("dispatch.report.delivered", kept)


def come_back(key: str, reason: str) -> bool:
    """Something arrived nowhere after all, as letters do that are sent back; False where there is no such thing."""
    with transaction.atomic():
        parcel = (
            Parcel.objects.select_for_update(of=("self",)).filter(key=key, state=Parcel.State.SENT).first()
        )
    if parcel is not None:
        _put_back(parcel, UndeliveredError(Outcome.REFUSED, reason))
    return parcel is not None


def consignment(key: str) -> Consignment | None:
    """What was sent under this key, while its way is open; None where there is no such thing."""
    found = Parcel.objects.select_related("channel__office").filter(key=key, channel__is_on=True).first()
    return _consignment_of(found) if found else None


def _consignment_of(parcel: Parcel) -> Consignment:
    to, office = parcel.channel.address, parcel.channel.office.slug
    return Consignment(parcel.key, to, office, parcel.report, parcel.words, parcel.status)


def _put_back(parcel: Parcel, undelivered: UndeliveredError) -> None:
    with transaction.atomic():
        rows = Parcel.objects.select_for_update(of=("self",)).select_related("channel__office")
        kept = rows.get(pk=parcel.pk)
        kept.fails += 1
        kept.reason = undelivered.reason[:REASON_LENGTH]
        refused = undelivered.outcome is Outcome.REFUSED
        kept.state = Parcel.State.REFUSED if refused else Parcel.State.WAITING
        kept.next_at = None if refused else now() + wait_after(kept.fails)
        kept.save()
        if kept.kind == Parcel.Kind.REPORT and (refused or kept.fails == 1):
            _tell("dispatch.report.refused" if refused else "dispatch.report.delayed", kept)


def _tell(verb: str, parcel: Parcel) -> None:
    office = {"office": parcel.channel.office.slug}
    record(verb, subject=f"{SUBJECT}:{parcel.report}", actor="system", data=office)
