"""Who takes a job, and who says that it is done."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.files.models import Upload
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.services.helping.models import Job, Proof
from parvis.services.helping.rules import HELD_AT_MOST, Asking, Obstacle, obstacle_to_taking
from parvis.services.reports.contracts import author_of, cases

type Reader = Person | AnonymousUser
OBSTACLES = {
    Obstacle.CLOSED: gettext_lazy("Neighbours cannot help with this now."),
    Obstacle.BEGUN: gettext_lazy("The office is at it already."),
    Obstacle.LEVEL: gettext_lazy("For this the city has to know that you live here."),
    Obstacle.MINE: gettext_lazy("You took this already."),
    Obstacle.FULL: gettext_lazy("Somebody was faster: enough neighbours do this already."),
    Obstacle.ENOUGH: gettext_lazy("You hold %(count)s jobs already. Finish one, or give one back."),
}


def may_take(reader: Reader, asking: Asking) -> Verdict:
    """See `rules.obstacle_to_taking`."""
    if not isinstance(reader, Person) or not reader.is_active:
        return Denied(_("Sign in to take part. A code by e-mail is enough, no password needed."))
    obstacle = obstacle_to_taking(asking)
    return Denied(str(OBSTACLES[obstacle]) % {"count": HELD_AT_MOST}) if obstacle else ALLOWED


def may_judge(reader: Reader, job: Job) -> Verdict:
    """The author of the report and the people of its office; never whoever did it."""
    if not isinstance(reader, Person):
        return Denied(_("Sign in to take part. A code by e-mail is enough, no password needed."))
    if reader.pk == job.person_id:
        return Denied(_("Somebody else has to say that it is done: its author, or the office."))
    if author_of(job.report) == reader or (reader.is_official() and cases(reader, [job.report])):
        return ALLOWED
    return Denied(_("Only the author of the report and its office say whether it is done."))


def may_read(reader: Reader, job: Job) -> Verdict:
    """Who took it, and whoever may say that it is done."""
    if isinstance(reader, Person) and reader.pk == job.person_id:
        return ALLOWED
    return may_judge(reader, job)


def may_see_proof(reader: Reader, upload: Upload) -> Verdict:
    """As the job that it shows."""
    proof = Proof.objects.select_related("job").filter(upload=upload).first()
    return may_read(reader, proof.job) if proof else Denied(_("This photograph belongs to no job."))
