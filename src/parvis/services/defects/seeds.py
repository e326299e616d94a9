"""The demo data of defects: what inspectors of the demo city can choose, from the file in its folder."""

import tomllib

from django.conf import settings

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation, Person
from parvis.services.defects.actions import Wording, add
from parvis.services.defects.rules import Kind, Outcome

order = 77


def seed() -> None:
    """A second time changes nothing."""
    offer("defects", Organisation.objects.get(is_public_desk=True), stage="open")
    path = settings.PROJECT / "demo" / settings.CITY.slug / "choices.toml"
    for line in tomllib.loads(path.read_text(encoding="utf-8"))["choice"]:
        office = Organisation.objects.filter(slug=line["office"]).first()
        managers = Person.objects.filter(memberships__organisation=office, memberships__role="manager")
        by = managers.order_by("pk").first()
        if office is not None and by is not None:
            outcome = Outcome(line["outcome"]) if "outcome" in line else None
            add(office, by, Wording(Kind(line["kind"]), line["texts"], line.get("category", ""), outcome))
