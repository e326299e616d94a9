"""The only writers of the gate: a stamp is used, something was held back, the day is counted."""

from collections import Counter
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate

from parvis.kernel.clock import now
from parvis.kernel.gate.models import Spent
from parvis.kernel.gate.rules import SECONDS_OF_LIFE, Part, Stamp

_USE = """
    INSERT INTO gate_spent (name, form, deed, at) VALUES (%s, %s, %s, %s)
    ON CONFLICT (name) DO UPDATE SET deed = EXCLUDED.deed
    WHERE gate_spent.deed = EXCLUDED.deed AND EXCLUDED.deed <> ''
"""
_COUNT = """
    INSERT INTO gate_day (day, form, part, number) VALUES (%s, %s, %s, %s)
    ON CONFLICT (day, form, part) DO UPDATE SET number = gate_day.number + EXCLUDED.number
"""


def use(stamp: Stamp, deed: str = "") -> bool:
    """The stamp counts as used from now on; False when it did already. Of two at once one is let through.

    `deed`: the key of what happens once however often it is asked for. For the same deed the stamp is taken again: a
    finger that presses twice reads what came of it, and a robot gains nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(_USE, [stamp.name, stamp.form, deed, now()])
        return bool(cursor.rowcount)


def count(form: str, part: Part) -> None:
    """A part of the gate held this form back today."""
    _add([(localdate(now()), form, part.value, 1)])


def let_go_of_used() -> int:
    """Count what passed and drop the stamps, once they are too old to be used again; returns how many there were."""
    with transaction.atomic():
        # Twice the life: a stamp that is used at its end is remembered until nobody could take it any more.
        old = Spent.objects.filter(at__lt=now() - timedelta(seconds=2 * SECONDS_OF_LIFE))
        day = TruncDate("at", tzinfo=settings.CITY.zone)
        held = old.select_for_update(of=("self",)).order_by("pk").values_list(day, "form", "pk")
        rows = list(held)
        names, numbers = [name for _on, _form, name in rows], Counter((on, form) for on, form, _name in rows)
        _add([(on, form, Part.PASSED.value, number) for (on, form), number in numbers.items()])
        Spent.objects.filter(pk__in=names).delete()
    return len(names)


def _add(rows: list[tuple[date, str, str, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(_COUNT, rows)
