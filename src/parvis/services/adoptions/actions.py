"""The only writers of adoptions."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from parvis.kernel.catalogue.queries import may_take_part
from parvis.kernel.clock import now
from parvis.kernel.consents.contracts import Way, give
from parvis.kernel.journal.actions import Draft, record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.actions import tell
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.kernel.signs import without_turns
from parvis.services.adoptions.models import Adoption
from parvis.services.adoptions.notices import AdoptionEnded, ReportedAbout
from parvis.services.adoptions.policies import may_adopt, may_end
from parvis.services.adoptions.queries import standing, thing_named
from parvis.services.adoptions.rules import SHOWS_NAME
from parvis.services.assets.contracts import things_named, things_of
from parvis.services.reports.contracts import underway


def adopt(code: str, person: Person, *, name: str = "", shows_name: bool = False) -> Adoption:
    """Look after a thing from now on; once more changes what it is called. `RefusedError` says why not."""
    thing = thing_named(code)
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        mine = Adoption.objects.filter(person=person, until=None)
        found = mine.filter(asset=thing.code).first()
        adoption = found or Adoption(asset=thing.code, person=person)
        adoption.name, adoption.shows_name = without_turns(name)[:40], shows_name
        if found is None:
            require(may_take_part("adoptions.asset.adopted", person.level, thing.area))
            require(may_adopt(thing, mine.count()))
        _save(adoption)
        if shows_name:
            give(person, SHOWS_NAME, Way.FORM)
        if found is None:
            _note("adopted", adoption)
    return adoption


def hide_names(person: Person) -> None:
    """They agree to their name beside what they look after no longer: it goes from all of it at once."""
    Adoption.objects.filter(person=person, shows_name=True).update(shows_name=False)


def give_back(code: str, person: Person) -> None:
    """Look after it no longer. `AbsentError` for whoever does not."""
    with transaction.atomic():
        found = standing([code]).select_for_update(of=("self",)).filter(person=person).first()
        if found is None:
            raise AbsentError
        found.until = now()
        found.save(update_fields=["until"])
        _note("given_back", found)


def end(code: str, by: Person, reason: str) -> None:
    """An official ends it, and the adopter is told why. `AbsentError` where nobody looks after it."""
    thing = thing_named(code)
    require(may_end(by, thing))
    with transaction.atomic():
        found = standing([thing.code]).select_for_update(of=("self",)).first()
        if found is None:
            raise AbsentError
        found.until, found.reason = now(), without_turns(reason)[:300]
        found.save(update_fields=["until", "reason"])
        office = Organisation.objects.get(pk=thing.office)
        record(
            "adoptions.asset.ended", subject=found.subject, actor=by.public_id, data={"office": office.slug}
        )
        tell(AdoptionEnded, [found.person], _data(thing.code, thing.label) | {"reason": found.reason})


def tell_adopters(drafts: list[Draft]) -> None:
    """Reports were opened: whoever looks after what they are about hears of it, if everybody may."""
    codes = things_of([draft.subject.partition(":")[2] for draft in drafts if draft.actor != "import"])
    if not codes:
        return
    public = {code for report, code in codes.items() if report in underway(codes)}
    labels = {code: thing.label for code, thing in things_named(public).items()}
    for each in standing(public):
        tell(ReportedAbout, [each.person], _data(each.asset, labels[each.asset]))


def forget_adopter(leaving: Leaving) -> None:
    """Somebody leaves: what they look after is free again, and nothing says that it was they."""
    theirs = Adoption.objects.filter(leaving.whose(person="person"))
    for each in theirs.filter(until=None).order_by("pk"):
        _note("given_back", each)
    theirs.delete()


def _save(adoption: Adoption) -> None:
    try:
        with transaction.atomic():
            adoption.save()
    except IntegrityError as taken:
        raise RefusedError(_("Somebody else looks after it already. Choose another one near you.")) from taken


def _note(deed: str, adoption: Adoption) -> None:
    # Nameless even where the adopter shows a name: the journal cannot be changed, and they may change their mind.
    thing = thing_named(adoption.asset)
    verb = f"adoptions.asset.{deed}"
    record(verb, subject=adoption.subject, actor="guest", area_id=thing.area, cell=thing.cell)


def _data(code: str, label: str) -> dict[str, str]:
    return {"asset": code, "label": label}
