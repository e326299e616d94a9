"""The demo city's offices and people."""

import tomllib

from django.conf import settings

from parvis.kernel.people.actions import enrol, found_organisation, grant_role
from parvis.kernel.people.demo import PASSWORD, PEOPLE, TOTP_SECRET
from parvis.kernel.people.models import Organisation

order = 10


def seed() -> None:
    """Offices from the city's file, then a dozen residents and officials."""
    path = settings.PROJECT / "demo" / settings.CITY.slug / "offices.toml"
    offices: dict[str, Organisation] = {}
    for line in tomllib.loads(path.read_text(encoding="utf-8"))["office"]:
        offices[line["slug"]] = found_organisation(
            line["slug"],
            line["names"],
            parent=offices[line["parent"]] if "parent" in line else None,
            is_public_desk=line.get("desk", False),
            email=line.get("email", ""),
        )
    for person in PEOPLE:
        secret = TOTP_SECRET if person.role else ""
        made = enrol(
            person.email,
            PASSWORD,
            public_name=person.public_name,
            language=person.language,
            totp_secret=secret,
        )
        if person.role:
            grant_role(made, offices[person.office], person.role)
