"""The demo data of neighbours: a job that is held, one that waits for a yes, one that is done; through the actions."""

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation, Person
from parvis.services.helping.contracts import judge, prove, take, tallies
from parvis.services.neighbours.queries import free_jobs

order = 64
WORDS = "I picked up what lay around and put it into the bin at the corner. The bag is full, not torn."


def seed() -> None:
    """Three neighbours at three reports; a second time changes nothing."""
    offer("neighbours", Organisation.objects.get(is_public_desk=True), stage="open")
    people = list(Person.objects.filter(is_active=True).order_by("pk"))
    neighbours = [each for each in people if not each.is_official()]
    officials = [each for each in people if each.serves_public_desk()]
    reports = [each.offer.work.id for each in free_jobs()][:3]
    if tallies() or len(neighbours) < len(reports) or len(reports) < 3 or not officials:
        return
    jobs = [take(report, helper, has_read=True) for report, helper in zip(reports, neighbours, strict=False)]
    for job, helper in list(zip(jobs, neighbours, strict=False))[1:]:
        prove(job.pk, helper, WORDS, 25)
    judge(jobs[2].pk, officials[0], done=True, words="Thank you. It looks good again.")
