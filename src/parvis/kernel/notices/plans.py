"""Which ways a notice goes, and when: what the reader wishes, how they can be reached, and when they want quiet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from parvis.kernel.clock import now
from parvis.kernel.notices.channels import Channel, channels
from parvis.kernel.notices.kinds import Category, NoticeKind, kind_named
from parvis.kernel.notices.models import EMAIL, Delivery, Notice, Pace, Preference
from parvis.kernel.quiet.queries import chosen_by, hours_of
from parvis.kernel.quiet.rules import UNASKED, QuietHours, next_free

type Key = int | str  # a person, or the address of a reader without account


@dataclass(frozen=True, slots=True)
class _Known:
    """What must be known of all readers of one notice, read at once however many they are."""

    wishes: dict[tuple[Key, str], Preference]
    reached: dict[str, set[int]]
    quiet: dict[int, QuietHours]


def deliveries_of(kind: type[NoticeKind], notices: Iterable[Notice]) -> list[Delivery]:
    """The deliveries to be made for notices of this kind, not yet saved; in five questions at most."""
    told = list(notices)
    if kind.category in Category.ALWAYS:
        return [Delivery(notice=notice) for notice in told]
    known, moment = _known(kind.category, told), now()
    return [delivery for notice in told for delivery in _ways(kind, notice, known, moment)]


def is_wanted(wish: Preference | None, channel: Channel) -> bool:
    """True when the reader chose this way, or did not say and it needs no asking."""
    return wish.wanted if wish else channel.is_wanted_unasked


def is_still_wanted(delivery: Delivery) -> bool:
    """True unless the reader said no since this was planned."""
    notice, way = delivery.notice, channels().get(delivery.channel)
    if notice.category in Category.ALWAYS:
        return True
    reader = Q(person=notice.person_id) if notice.person_id else Q(person=None, email=notice.email)
    wish = Preference.objects.filter(reader, category=notice.category, channel=delivery.channel).first()
    return is_wanted(wish, way) if way else wish is None or wish.wanted


def free_from(delivery: Delivery) -> datetime:
    """The first moment from now on at which this may come: what is late must not come at night."""
    notice, moment = delivery.notice, max(delivery.due_at or now(), now())
    if notice.person_id is None or notice.category in Category.ALWAYS:
        return moment
    hours, kind = hours_of(notice.person_id), kind_named(notice.kind)
    if (kind.urgent and hours.urgent_passes) or (delivery.channel == EMAIL and not hours.letters_too):
        return moment
    return next_free(hours, moment, settings.CITY.zone)


def _known(category: str, notices: list[Notice]) -> _Known:
    people = [notice.person_id for notice in notices if notice.person_id]
    addresses = [notice.email for notice in notices if not notice.person_id]
    readers = Q(person_id__in=people) | Q(person=None, email__in=addresses)
    rows = Preference.objects.filter(readers, category=category).order_by("pk")
    return _Known(
        wishes={(row.person_id or row.email.lower(), row.channel): row for row in rows},
        reached={name: channel.reaches(people) for name, channel in channels().items()} if people else {},
        quiet=chosen_by(people) if people else {},
    )


def _ways(kind: type[NoticeKind], notice: Notice, known: _Known, moment: datetime) -> Iterator[Delivery]:
    key: Key = notice.person_id or notice.email.lower()
    hours = known.quiet.get(notice.person_id or 0, UNASKED)
    passes = kind.urgent and hours.urgent_passes
    free = moment if passes else next_free(hours, moment, settings.CITY.zone)
    waits_for_eyes = False
    for name, reached in known.reached.items():
        channel = channels()[name]
        if key in reached and is_wanted(known.wishes.get((key, name)), channel):
            waits_for_eyes |= channel.tells_seen
            yield Delivery(notice=notice, channel=name, due_at=free if free > moment else None)
    wish = known.wishes.get((key, EMAIL))
    if wish is None or wish.wanted:
        pace = Pace(wish.pace) if wish and not kind.at_once else Pace.NOW
        due = free if hours.letters_too or waits_for_eyes else moment
        if waits_for_eyes:
            due += timedelta(minutes=settings.NOTICE_FALLBACK_MINUTES)
        at = due if due > moment and pace is Pace.NOW else None
        yield Delivery(notice=notice, pace=pace, due_at=at)
