"""Pages of dispatch with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.dispatch.models import Channel, Parcel
from parvis.services.reports.tests.stage import build


def samples(cast: Any) -> list[Sample]:
    """An office with a system of its own, and what it refused or did not take yet."""
    stage = build()
    where = {"office": stage.lighting, "address": "https://lights.example/v2"}
    channel = Channel.objects.create(**where, asking_fails=1, reason="No answer.")
    stuck = {"channel": channel, "kind": "report", "fails": 3}
    Parcel.objects.create(key="a", report="aaaabbbb", reason="The line is down.", **stuck)
    refused = {"reason": "404: no such service", "state": "refused", "next_at": None}
    Parcel.objects.create(key="b", report="aaaacccc", **refused, **stuck)
    return [
        Sample("offices with systems of their own", "/office/dispatch/", "mona"),
        Sample("an office with a system of its own", "/office/dispatch/street-lighting/", "mona"),
    ]
