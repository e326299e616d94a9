"""The only writers of digests: one letter for each person and turn, in one transaction with the record of it."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from parvis.kernel.clock import now
from parvis.kernel.digests.letters import digest_of
from parvis.kernel.digests.queries import GATHERED, has_had, people_waiting, turn_of, waiting
from parvis.kernel.jobs.rules import pause_after
from parvis.kernel.jobs.work import job, later_for_each
from parvis.kernel.notices.actions import ERROR_LENGTH, send_letter
from parvis.kernel.notices.channels import CarryError
from parvis.kernel.notices.kinds import kinds
from parvis.kernel.notices.models import EMAIL, Delivery, Pace, Preference
from parvis.kernel.people.models import Person
from parvis.kernel.quiet.queries import hours_of
from parvis.kernel.quiet.rules import next_free


def gather() -> int:
    """Have a letter written to each person for whom something waits; returns how many. Safe to be run at any time."""
    jobs = [
        {"person_id": person, "pace": str(pace)}
        for pace in GATHERED
        for person in people_waiting(pace, turn_of(pace, now()))
    ]
    later_for_each(send, jobs)
    return len(jobs)


@job("digests.send", tries=1)  # the next round tries again
def send(person_id: int, pace: str) -> None:
    """Send one person's digest, unless they had it, want quiet, or know it all. Two workers send one."""
    with transaction.atomic():
        # Whoever writes to this person first holds the person; the other finds nothing left.
        person = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=person_id).first()
        if person is None or _wants_quiet(person):
            return
        turn = turn_of(Pace(pace), now())
        if has_had(person_id, Pace(pace), turn):
            return
        rows = waiting(Pace(pace), turn).select_for_update(of=("self",)).select_related("notice")
        found = _untold(person, list(rows.filter(notice__person=person).order_by("pk")))
        if not found:
            return
        failure = _send(person, found, Pace(pace))
    if failure:
        raise failure


def _wants_quiet(person: Person) -> bool:
    hours = hours_of(person.pk)
    return hours.letters_too and next_free(hours, now(), settings.CITY.zone) > now()


def _untold(person: Person, rows: list[Delivery]) -> list[Delivery]:
    """What the reader does not know yet and still wants to hear; the rest is noted as not needed."""
    seen = set(
        Delivery.objects.filter(notice__in=[row.notice_id for row in rows], seen_at__isnull=False)
        .order_by("pk")
        .values_list("notice_id", flat=True)
    )
    refused = set(
        Preference.objects.filter(person=person, channel=EMAIL, wanted=False)
        .order_by("pk")
        .values_list("category", flat=True)
    )
    spared = {
        row.pk
        for row in rows
        if row.notice.read_at
        or row.notice_id in seen
        or row.notice.kind not in kinds()
        or row.notice.category in refused
    }
    Delivery.objects.filter(pk__in=spared).update(state=Delivery.State.SPARED)
    return [row for row in rows if row.pk not in spared]


def _send(person: Person, rows: list[Delivery], pace: Pace) -> CarryError | None:
    letter = digest_of(person, [row.notice for row in rows], pace, turn_of(pace, now()))
    failure: CarryError | None = None
    try:
        send_letter(letter)
    except CarryError as failed:
        failure = failed
    for row in rows:
        row.tries += 1
        row.error = str(failure)[:ERROR_LENGTH] if failure else ""
        if failure is None:
            row.state, row.sent_at = Delivery.State.SENT, now()
        else:
            row.due_at = now() + timedelta(seconds=pause_after(row.tries))
    Delivery.objects.bulk_update(rows, ["tries", "error", "state", "sent_at", "due_at"])
    return failure
