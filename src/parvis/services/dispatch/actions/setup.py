"""Which offices have systems of their own, and what an official does when something is stuck."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.jobs.work import later
from parvis.kernel.journal.actions import record
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.services.dispatch.actions.sending import deliver
from parvis.services.dispatch.models import Channel, Parcel
from parvis.services.dispatch.policies import may_connect


def connect(
    office: Organisation, by: Person, address: str, *, key: str, jurisdiction: str, codes: dict[str, str]
) -> Channel:
    """Let an office's reports go to its own system from now on; an empty key keeps the one that is there."""
    require(may_connect(by, office))
    if address.startswith(settings.SITE_ADDRESS):
        raise RefusedError(_("This is the address of this site: its reports are here already."))
    with transaction.atomic():
        rows = Channel.objects.select_for_update(of=("self",))
        channel = rows.filter(office=office).first() or Channel(office=office)
        before = channel.pk, channel.address, channel.is_on
        channel.address, channel.jurisdiction, channel.codes = address.rstrip("/"), jurisdiction, codes
        channel.key, channel.is_on = key or channel.key, True
        channel.save()
        if before != (channel.pk, channel.address, True):
            _note("connected", office, by)
    return channel


def disconnect(office: Organisation, by: Person) -> None:
    """Send nothing more there; what waits goes on waiting."""
    require(may_connect(by, office))
    with transaction.atomic():
        if Channel.objects.filter(office=office, is_on=True).update(is_on=False):
            _note("cut", office, by)


def try_again(parcel_id: int, by: Person) -> None:
    """Somebody mended the cause: try what was refused or waits, now."""
    with transaction.atomic():
        rows = Parcel.objects.select_for_update(of=("self",)).select_related("channel__office")
        parcel = rows.get(pk=parcel_id)
        require(may_connect(by, parcel.channel.office))
        if parcel.state != Parcel.State.SENT:
            parcel.state, parcel.next_at = Parcel.State.WAITING, now()
            parcel.save(update_fields=["state", "next_at"])
            later(deliver)


def _note(deed: str, office: Organisation, by: Person) -> None:
    subject = f"dispatch.channel:{office.slug}"
    record(f"dispatch.channel.{deed}", subject=subject, actor=by.public_id, data={"office": office.slug})
