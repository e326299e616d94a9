"""Who takes a job, and who says that it is done."""

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from parvis.kernel.files.models import Upload
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.services.helping.models import Job, Proof
from parvis.services.helping.rules import mailbox_of
from parvis.services.openings.contracts import Asking, may_take_place
from parvis.services.reports.contracts import author_of, handled

type Reader = Person | AnonymousUser


def may_take(reader: Reader, asking: Asking) -> Verdict:
    """Whoever is signed in, on the terms of the opening."""
    if not isinstance(reader, Person) or not reader.is_active:
        return Denied(_("Sign in to take part. A code by e-mail is enough, no password needed."))
    return may_take_place(asking)


def may_judge(reader: Reader, job: Job) -> Verdict:
    """The author of the report and the people of its office; never whoever did it, also by a second account."""
    if not isinstance(reader, Person):
        return Denied(_("Sign in to take part. A code by e-mail is enough, no password needed."))
    if job.person and mailbox_of(reader.email) == mailbox_of(job.person.email):
        return Denied(_("Somebody else has to say that it is done: its author, or the office."))
    if author_of(job.report) == reader or may_answer(reader, job, handled(reader, [job.report])):
        return ALLOWED
    return Denied(_("Only the author of the report and its office say whether it is done."))


def may_answer(official: Person, job: Job, theirs: Collection[str]) -> bool:
    """True for the office of the report, where that is among `theirs`, and for whom the promise to look came to."""
    holds = job.promise is not None and job.promise.holder_id in official.roles()
    return official.is_official() and (job.report in theirs or holds)


def may_read(reader: Reader, job: Job) -> Verdict:
    """Who took it, and whoever may say that it is done."""
    if isinstance(reader, Person) and reader.pk == job.person_id:
        return ALLOWED
    return may_judge(reader, job)


def may_see_proof(reader: Reader, upload: Upload) -> Verdict:
    """As the job that it shows."""
    proof = Proof.objects.select_related("job").filter(upload=upload).first()
    return may_read(reader, proof.job) if proof else Denied(_("This photograph belongs to no job."))
