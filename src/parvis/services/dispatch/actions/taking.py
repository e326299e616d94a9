"""What is to be sent: noted down in the very transaction in which it happens."""

from parvis.kernel.clock import now
from parvis.kernel.jobs.work import later
from parvis.kernel.journal.actions import Draft
from parvis.services.dispatch.actions.sending import deliver
from parvis.services.dispatch.models import Channel, Parcel


def take_up_reports(drafts: list[Draft]) -> None:
    """Reports that were opened for, or forwarded to, an office with a system of its own."""
    fresh = [draft for draft in drafts if draft.actor != "import"]
    wanted = {_office_in(draft) for draft in fresh}
    rows = Channel.objects.select_related("office").filter(is_on=True, office__slug__in=wanted)
    channels = {each.office.slug: each for each in rows.order_by("pk")} if wanted else {}
    going = [(channels[slug], _id_in(each)) for each in fresh if (slug := _office_in(each)) in channels]
    kind = Parcel.Kind.REPORT
    _keep([Parcel(key=f"{way.pk}:{id_}", channel=way, kind=kind, report=id_) for way, id_ in going])


def take_up_news(drafts: list[Draft]) -> None:
    """What residents say about reports that went, or go, to another system."""
    ids = {_id_in(draft) for draft in drafts}
    sent = Parcel.objects.filter(kind=Parcel.Kind.REPORT, report__in=ids, channel__is_on=True)
    channels = {each.report: each.channel_id for each in sent.order_by("pk")}
    parcels = []
    for draft in drafts:
        channel = channels.get(_id_in(draft))
        if channel is not None:
            words = str(draft.data.get("words", ""))
            status = _STATUS_OF.get(draft.verb, "")
            key = f"{channel}:{words}" if words else f"{channel}:{_id_in(draft)}:{now().timestamp()}"
            said = {"report": _id_in(draft), "words": words, "status": status}
            parcels.append(Parcel(key=key, channel_id=channel, kind=Parcel.Kind.NEWS, **said))
    _keep(parcels)


_STATUS_OF = {"reports.report.found_fixed": "FIXED", "reports.report.found_unfixed": "REOPEN"}


def _keep(parcels: list[Parcel]) -> None:
    if parcels:
        Parcel.objects.bulk_create(parcels, ignore_conflicts=True)
        later(deliver)


def _office_in(draft: Draft) -> str:
    return str(draft.data.get("to_office") or draft.data.get("office", ""))


def _id_in(draft: Draft) -> str:
    return draft.subject.partition(":")[2]
