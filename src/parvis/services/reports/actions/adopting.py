"""Somebody who sent a report without an account makes it theirs."""

from django.db import transaction

from parvis.kernel.people.models import Person
from parvis.services.reports.actions.part import locked
from parvis.services.reports.models import Follow
from parvis.services.reports.rules import State


def adopt(report_id: int, person: Person) -> bool:
    """The person is its author from now on, still unnamed, and is told how it goes on; False when it has one already.

    Whoever calls this knows that the person sent it: nothing here can prove that. What waits for its address cannot be
    taken by another way.
    """
    with transaction.atomic():
        report = locked(report_id)
        if report.author_id == person.pk:
            return True
        if report.author_id is not None or report.state == State.UNCONFIRMED:
            return False
        report.author = person
        report.save(update_fields=["author"])
        Follow.objects.get_or_create(report=report, person=person)
    return True
