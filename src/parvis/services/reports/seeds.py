"""The demo city's categories, routes and ready answers, from the files in its folder."""

import tomllib
from typing import Any

from django.conf import settings

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.hours.rules import MINUTES_IN_A_WORKING_DAY
from parvis.kernel.people.models import Organisation
from parvis.services.reports.actions.setup import (
    Family,
    Kind,
    keep_category,
    keep_group,
    keep_route,
    keep_template,
)
from parvis.services.reports.rules import Closing

order = 30


def seed() -> None:
    """Groups, categories, one office for each, the City Desk for everything else, ready answers, the service itself."""
    folder = settings.PROJECT / "demo" / settings.CITY.slug
    raw = tomllib.loads((folder / "categories.toml").read_text(encoding="utf-8"))
    offices = {office.slug: office for office in Organisation.objects.order_by("slug")}
    families = {
        line["slug"]: Family(line["slug"], line["names"], line.get("icon", ""), position)
        for position, line in enumerate(raw["group"])
    }
    groups = {slug: keep_group(family) for slug, family in families.items()}
    for line in raw["category"]:
        category = keep_category(_kind(line, families[line["group"]]), groups[line["group"]])
        keep_route(offices[line["office"]], category)
    desk = Organisation.objects.get(is_public_desk=True)
    keep_route(desk)
    answers = tomllib.loads((folder / "answers.toml").read_text(encoding="utf-8"))
    for line in answers["answer"]:
        office = offices[line["office"]] if line.get("office") else None
        closing = Closing(line["closing"]) if line.get("closing") else None
        keep_template(line["names"], line["texts"], office=office, closing=closing)
    offer("reports", desk, stage="open")


def _kind(line: dict[str, Any], family: Family) -> Kind:
    days = line.get("days")
    return Kind(
        slug=line["slug"],
        names=line["names"],
        group=family,
        words=line.get("words", {}),
        questions=line.get("questions", ()),
        urgent=line.get("urgent", {}),
        promise_minutes=days * MINUTES_IN_A_WORKING_DAY if days else None,
        is_private=line.get("private", False),
    )
