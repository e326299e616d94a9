"""Reads of the gate: its stamps, the pressure on it, and its counts."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import Count, Sum
from django.db.models.functions import TruncDate
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from parvis.kernel.clock import now
from parvis.kernel.gate.models import Day, Spent
from parvis.kernel.gate.rules import COUNTED_AT_MOST, Part, Stamp, bits_for, is_asked, seconds_for
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level, new_public_id

DAYS_SHOWN = 30
_SALT = "gate.stamp"


def stands_before(request: HttpRequest) -> bool:
    """Whether the gate asks the sender of this request for anything; without a question to the database."""
    person = request.user
    if not isinstance(person, Person):
        return True
    return is_asked(Level(person.level), (now() - person.created_at).days)


def owner_of(request: HttpRequest) -> str:
    """What only this browser can give back: a digest of the secret that guards its forms anyway. It is kept nowhere."""
    secret = request.META.get("CSRF_COOKIE") or ""
    return salted_hmac("gate.owner", secret, algorithm="sha256").hexdigest()[:16]


def new_stamp(request: HttpRequest, form: str) -> Stamp:
    """A form is shown now; one question, how many were sent within an hour."""
    get_token(request)  # gives a browser that has none the secret that `owner_of` reads
    sends = sent_lately()
    return Stamp(
        name=new_public_id(16),
        form=form,
        owner=owner_of(request),
        shown=int(now().timestamp()),
        bits=bits_for(sends),
        wait=seconds_for(sends),
    )


def sealed(stamp: Stamp) -> str:
    """The stamp as it stands in a form."""
    return signing.dumps(astuple(stamp), salt=_SALT)


def opened(token: str) -> Stamp | None:
    """The stamp in a form; None when it was not made here."""
    try:
        return Stamp(*signing.loads(token, salt=_SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def sent_lately() -> int:
    """How many stamps were used within an hour, by anybody; counted no further than it matters."""
    lately = Spent.objects.filter(at__gt=now() - timedelta(hours=1)).order_by("-at")
    return lately[:COUNTED_AT_MOST].count()


@dataclass(slots=True)
class Shown:
    """A day or a form with its counts by part."""

    name: date | str
    parts: dict[str, int] = field(default_factory=dict)

    @property
    def held(self) -> int:
        """How often any part held something back."""
        return sum(number for part, number in self.parts.items() if part != Part.PASSED)

    @property
    def passed(self) -> int:
        """How often none did."""
        return self.parts.get(Part.PASSED, 0)

    def cells(self, words: Mapping[Part, Any]) -> list[tuple[Any, int]]:
        """What each part held back, beside its words."""
        return [(words[part], self.parts.get(part, 0)) for part in words]


def counts() -> tuple[list[Shown], list[Shown]]:
    """The last days, the newest first, and the forms in them; what passed lately is counted from the stamps."""
    since = localdate(now()) - timedelta(days=DAYS_SHOWN)
    kept = Day.objects.filter(day__gte=since).order_by().values_list("day", "form", "part")
    rows = [*kept.annotate(Sum("number")).order_by("day"), *(_passed_lately())]
    days, forms = _summed((row[0], row[2], row[3]) for row in rows), _summed(row[1:] for row in rows)
    return days[::-1], sorted(forms, key=lambda each: (-each.held, str(each.name)))


def _passed_lately() -> Iterable[tuple[date, str, str, int]]:
    day = TruncDate("at", tzinfo=settings.CITY.zone)
    rows = Spent.objects.order_by().values_list(day, "form").annotate(Count("pk"))
    return [(on, form, Part.PASSED.value, number) for on, form, number in rows.order_by("form")]


def _summed(rows: Iterable[tuple[date | str, str, int]]) -> list[Shown]:
    found: dict[date | str, Shown] = {}
    for name, part, number in rows:
        parts = found.setdefault(name, Shown(name)).parts
        parts[part] = parts.get(part, 0) + number
    return sorted(found.values(), key=lambda each: str(each.name))
