"""What offices did with a report that came by text message is told to the phone that it came from."""

from django.db import transaction
from django.utils.translation import override

from parvis.kernel.clock import now
from parvis.kernel.jobs.work import job, later
from parvis.kernel.journal.actions import Draft
from parvis.services.carrier import notices
from parvis.services.carrier.actions.lines import belong
from parvis.services.carrier.actions.sending import say
from parvis.services.carrier.models import Thread
from parvis.services.reports.contracts import PublicReport, Wanted, author_of, notes_on, public, whereabouts

TOLD = ("asked", "answered", "closed")
_ABOUT = "reports.report:"


def take_up_news(drafts: list[Draft]) -> None:
    """Note down what is to be told, in the transaction of the deed."""
    reports = {draft.subject.removeprefix(_ABOUT): draft for draft in drafts}
    known = Thread.objects.filter(report__in=reports).order_by("pk").values_list("report", flat=True)
    for report in known:
        draft = reports[report]
        deed = draft.verb.rpartition(".")[2]
        mark = draft.data.get("words") or (draft.at or now()).isoformat()
        later(tell_sender, report=report, deed=deed, key=f"{deed}:{report}:{mark}")


def take_up_owners(drafts: list[Draft]) -> None:
    """Somebody used the code that was sent to a phone: what is kept of the phone is theirs to see."""
    for draft in drafts:
        thread = Thread.objects.filter(report=draft.subject.removeprefix(_ABOUT)).first()
        person = author_of(thread.report) if thread else None
        if thread and person:
            belong(thread.line_id, person)


@job("carrier.tell_sender")
def tell_sender(*, report: str, deed: str, key: str) -> None:
    """One piece of news, once by its key. Of a private report nothing is said but that there is something."""
    with transaction.atomic():
        thread = (
            Thread.objects.select_for_update(of=("self",))
            .select_related("line")
            .filter(report=report)
            .first()
        )
        receipt = whereabouts(report)
        if thread is None or receipt is None or receipt.number is None:
            return
        with override(thread.line.language):
            words = _words(
                deed, receipt.number, receipt.office, next(iter(public(Wanted(numbers=(report,)))), None)
            )
            if say(thread.line.public_id, words, key=key, answers=False):
                thread.touched_at, thread.asks_to_look = now(), thread.asks_to_look or deed == "closed"
                thread.save(update_fields=["touched_at", "asks_to_look"])


def _words(deed: str, number: str, office: str, seen: PublicReport | None) -> str:
    if deed == "closed":
        return notices.closed_words(number, seen.closing_words if seen else "")
    last = next((note.words for note in reversed(notes_on([number]).get(number, [])) if note.office), "")
    if deed == "asked":
        return notices.asked_words(number, office, last)
    return notices.answered_words(number, office, last, notices.link_to(number) if seen else "")
