"""Pages of work mail with something on them."""

from typing import Any
from urllib.parse import urlsplit

from parvis.kernel.testing.addresses import Sample
from parvis.services.dispatch.contracts import consignment
from parvis.services.dispatch.models import Channel, Parcel
from parvis.services.reports.tests.stage import build, reported
from parvis.services.workmail.queries import link_to


def samples(_cast: Any) -> list[Sample]:
    """The page where an office answers."""
    stage = build()
    where = {"address": "mailto:lights@works.example"}
    report = reported(stage, answers={"how_many": "one"}, words="The lamp at the gate is dark.")
    channel, _made = Channel.objects.get_or_create(office=report.office, defaults=where)
    Channel.objects.filter(pk=channel.pk).update(**where)
    key, sent = f"{channel.pk}:{report.public_id}", {"state": "sent", "next_at": None, "foreign_id": "1"}
    about = {"channel": channel, "kind": "report", "report": report.public_id}
    Parcel.objects.update_or_create(key=key, defaults=about | sent)
    found = consignment(key)
    assert found is not None
    return [Sample("an order of an office that reads only mail", urlsplit(link_to(found)).path)]
