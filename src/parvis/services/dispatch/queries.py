"""Reads of channels and parcels."""

from django.db.models import Count, Q

from parvis.services.dispatch.models import Channel, Parcel

TROUBLED_SHOWN = 20


def standings() -> list[tuple[Channel, list[Parcel]]]:
    """All channels, each with how much waits, fails, was refused and arrived (`.waiting`, `.failing`, `.refused`,
    `.sent`), and with the newest parcels that need somebody's eye."""
    counted = Channel.objects.select_related("office").annotate(
        waiting=Count("parcels", filter=Q(parcels__state="waiting", parcels__fails=0)),
        failing=Count("parcels", filter=Q(parcels__state="waiting", parcels__fails__gt=0)),
        refused=Count("parcels", filter=Q(parcels__state="refused")),
        sent=Count("parcels", filter=Q(parcels__state="sent")),
    )
    troubled = Q(state="refused") | Q(state="waiting", fails__gt=0)
    return [
        (channel, list(channel.parcels.filter(troubled).order_by("-created_at", "-pk")[:TROUBLED_SHOWN]))
        for channel in counted.order_by("office__slug")
    ]
