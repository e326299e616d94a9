"""The only writers of helping: take a job, give it back, show that it is done, say so."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.blocks.contracts import may_meet_at
from parvis.kernel.catalogue.queries import may_take_part
from parvis.kernel.clock import now
from parvis.kernel.files.actions import claim, discard
from parvis.kernel.journal.actions import Draft, record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.actions import tell
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.kernel.promises.actions import Terms, answer_promise, open_promise
from parvis.kernel.promises.models import Promise
from parvis.services.helping.models import Job, Proof
from parvis.services.helping.notices import Judged, PleaseLook, PleaseLookOffice, Remind, TakenBack
from parvis.services.helping.policies import may_judge, may_take
from parvis.services.helping.queries import asking_of
from parvis.services.helping.rules import MINUTES_TO_LOOK, PHOTOS_AT_MOST, REMIND_HOURS, State, can_become
from parvis.services.openings.contracts import opened_for
from parvis.services.reports import contracts as reports

PURPOSE = "helping.proof"


def take(report: str, person: Person, *, has_read: bool) -> Job:
    """Take a report on for as many days as the opening says. `RefusedError`: no place left, or why not."""
    with transaction.atomic():
        found = opened_for(report) if reports.hold_report(report) else None
        # Nobody takes two at once over their limit.
        Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        require(may_take(person, asking_of(person, found)))
        if not has_read:
            raise RefusedError(_("Say that you have read how it is done and what you must not do."))
        if found is None:
            raise AbsentError
        require(may_take_part("helping.job.taken", person.level, found.work.where["area_id"]))
        require(may_meet_at(person, found.work.subject))
        work, opening = found.work, found.opening
        job = Job.objects.create(
            report=work.id,
            category=opening.category,
            area=work.area,
            minutes_most=opening.minutes,
            person=person,
            until=now() + timedelta(days=opening.days),
        )
        record("helping.job.taken", subject=work.subject, actor="guest", **work.where)
    return job


def give_back(job_id: int, person: Person) -> Job:
    """Somebody else may do it. `AbsentError` for whoever did not take it."""
    with transaction.atomic():
        job = _locked(job_id, person)
        _become(job, State.RETURNED)
    return job


def prove(job_id: int, person: Person, words: str, minutes: int, photos: Sequence[str] = ()) -> Job:
    """It is done: in words, minutes and photographs. The author and the office are asked to look."""
    words = reports.check_words(words)
    with transaction.atomic():
        job = _locked(job_id, person)
        if not 1 <= minutes <= job.minutes_most:
            raise RefusedError(_("Give from 1 to %(most)s minutes.") % {"most": job.minutes_most})
        job.words, job.minutes, job.proven_at = words, minutes, now()
        _become(job, State.PROVEN)
        promise = job.promise = _promise_to_look(job)
        job.save(update_fields=["promise"])
        for upload in claim(photos[:PHOTOS_AT_MOST], purpose=PURPOSE, by=person):
            Proof.objects.create(job=job, upload=upload)
        _ask_to_look(job, promise.owner)
    return job


def judge(job_id: int, by: Person, *, done: bool, words: str = "") -> Job:
    """Its author or the office says whether it is done; not done needs a reason. Minutes count with a yes alone."""
    answer = reports.check_words(words) if words.strip() or not done else ""
    with transaction.atomic():
        job = _locked(job_id)
        require(may_judge(by, job))
        job.decided_by, job.decided_at, job.answer = by, now(), answer
        _become(job, State.CONFIRMED if done else State.REFUSED)
        answer_promise(job.subject)
        if done:
            said = {"minutes": job.minutes, "data": {"job": job.public_id}, **reports.where_of(job.report)}
            record("helping.job.confirmed", subject=f"reports.report:{job.report}", actor="guest", **said)
        if job.person:
            tell(Judged, [job.person], {"job": job.public_id, "done": done, "answer": answer})
    return job


def free_jobs(drafts: list[Draft]) -> None:
    """The office is at a report, closed it, or nobody sees it any more: who took it on is told, and free."""
    touched = [draft.subject.partition(":")[2] for draft in drafts]
    # Held, so that what somebody sends in at this moment is not written over.
    rows = Job.objects.select_for_update(of=("self",)).select_related("person")
    taken = rows.filter(report__in=touched, state=State.TAKEN).order_by("pk")
    gone = [each for each in taken if (work := reports.work_named(each.report)) is None or work.begun]
    _end(gone, State.FREED)


def lapse() -> int:
    """What was held too long is free again; returns how many. Twice is once."""
    with transaction.atomic():
        late = Job.objects.select_for_update(of=("self",)).select_related("person")
        return _end(late.filter(state=State.TAKEN, until__lt=now()).order_by("pk"), State.LAPSED)


def remind() -> int:
    """Whoever has a day left is reminded, once; returns how many."""
    soon = now() + timedelta(hours=REMIND_HOURS)
    with transaction.atomic():
        rows = Job.objects.select_for_update(of=("self",)).select_related("person")
        running = rows.filter(state=State.TAKEN, until__gt=now(), until__lte=soon)
        found = list(running.filter(reminded_at=None).order_by("pk"))
        for job in found:
            job.reminded_at = now()
            job.save(update_fields=["reminded_at"])
            if job.person:
                tell(Remind, [job.person], {"job": job.public_id})
    return len(found)


def forget_helper(leaving: Leaving) -> None:
    """Somebody leaves: what they hold is free; minutes that were confirmed stay, without saying whose they are."""
    theirs = Job.objects.filter(leaving.whose(person="person"))
    theirs.filter(state=State.TAKEN).update(state=State.RETURNED)
    proofs = Proof.objects.filter(job__in=list(theirs.order_by("pk").values_list("pk", flat=True)))
    uploads = [each.upload for each in proofs.select_related("upload")]
    proofs.delete()
    discard(uploads)
    theirs.update(words="", person=None)
    Job.objects.filter(leaving.whose(person="decided_by")).update(decided_by=None)


def _locked(job_id: int, person: Person | None = None) -> Job:
    rows = Job.objects.select_for_update(of=("self",)).select_related("person")
    found = rows.filter(pk=job_id).first()
    if found is None or (person is not None and found.person_id != person.pk):
        raise AbsentError
    return found


def _become(job: Job, state: State) -> None:
    if not can_become(State(job.state), state):
        raise RefusedError(_("This is over, or somebody looked at it already. Load the page again."))
    job.state = state
    job.save()


def _end(jobs: Iterable[Job], state: State) -> int:
    ended = list(jobs)
    for job in ended:
        _become(job, state)
        if job.person:
            tell(TakenBack, [job.person], {"job": job.public_id})
    return len(ended)


def _promise_to_look(job: Job) -> Promise:
    order = reports.work_order(job.report)
    office = Organisation.objects.filter(slug=order.office).first() if order else None
    if office is None:
        raise RefusedError(_("This report is gone; nobody can look at it any more."))
    minutes, begun = MINUTES_TO_LOOK, "helping.job.taken"
    return open_promise(Terms(job.subject, "helping", office, minutes, topic=job.category, begun=begun))


def _ask_to_look(job: Job, office: Organisation) -> None:
    data, author = {"job": job.public_id}, reports.author_of(job.report)
    if author is not None and may_judge(author, job):
        tell(PleaseLook, [author], data)
    people = Person.objects.filter(memberships__organisation=office, is_active=True)
    tell(PleaseLookOffice, people.order_by("pk").distinct(), data, besides=job.person)
