"""The only writers of looks."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from parvis.kernel.clock import now
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.looks.models import Look
from parvis.kernel.looks.registry import is_known
from parvis.kernel.looks.rules import Shown, each_once, hour_of
from parvis.kernel.people.models import Membership, Person
from parvis.kernel.people.rules import Role

_NOTE = """
    INSERT INTO looks_look (official_id, office_id, role, is_named, person_id, subject, spot, hour, times)
    SELECT %(official)s, %(office)s, %(role)s, %(named)s, coalesce(new.person, known.user_id), new.subject,
        %(spot)s, %(hour)s, 1
    FROM unnest(%(people)s::bigint[], %(subjects)s::text[], %(emails)s::text[]) AS new (person, subject, email)
    LEFT JOIN account_emailaddress AS known
        ON new.person IS NULL AND new.email <> '' AND known.email = new.email AND known.verified
    WHERE coalesce(new.person, known.user_id) IS DISTINCT FROM %(official)s
    ON CONFLICT (official_id, person_id, subject, spot, hour) WHERE official_id IS NOT NULL
    DO UPDATE SET times = looks_look.times + 1
"""


def note(
    official: Person | AnonymousUser, spot: str, shown: Iterable[Shown], office_id: int | None = None
) -> None:
    """Write down that an official sees these people's data: one statement, however many they are.

    `office_id` is in whose name, where they serve there; otherwise the office of their highest role. Whoever is no
    official sees no more than their own, and leaves nothing.
    """
    if not is_known(spot):
        raise LookupError(f"No room says what {spot} is: register it with looks.registry.show_at.")
    if not isinstance(official, Person) or not official.is_official():
        return
    rows = each_once(shown, official.pk)
    if not rows:
        return
    role, office = _standing(official.memberships_with_offices(), office_id)
    least = settings.CITY.control.officials_named_from
    is_named = least in set(Role) and Role(least) in role.includes
    values = {
        "official": official.pk,
        "office": office,
        "role": role.value,
        "named": is_named,
        "spot": spot,
        "hour": hour_of(now()),
        "people": [each.person for each in rows],
        "subjects": [each.subject for each in rows],
        "emails": [each.email for each in rows],
    }
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, values)


def forget_looks(leaving: Leaving) -> None:
    """What was looked at of who left goes; what they looked at as an official stays, without their name."""
    Look.objects.filter(leaving.whose(person="person")).delete()
    Look.objects.filter(leaving.whose(person="official")).update(official=None, is_named=False)


def _standing(own: list[Membership], office_id: int | None) -> tuple[Role, int]:
    there = [each for each in own if each.organisation_id == office_id] or own
    best = max(there, key=lambda each: list(Role).index(each.today))
    return best.today, best.organisation_id
