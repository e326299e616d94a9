"""Reads of the register of decisions and of what waits for a signature."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.control import registry
from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.sentences import Names, path_of, tell
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError

# How a module carries a proposal out when it is signed; it calls `actions.decide` with `first=proposal.proposed_by`.
type CarryOut = Callable[[Proposal, Person], Act]
_carry_out: dict[str, CarryOut] = {}


def carry_out_with(verb: str, function: CarryOut) -> None:
    """Register how a proposal of this verb is carried out."""
    _carry_out[verb] = function


def carry_out_of(verb: str) -> CarryOut:
    """How it is carried out; `LookupError` where no module says."""
    try:
        return _carry_out[verb]
    except KeyError:
        raise LookupError(f"No module carries {verb} out.") from None


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the register in the reader's language. `path` leads to what it is about; empty: nowhere public."""

    act: Act
    words: str
    path: str
    changes: tuple[tuple[str, str, str], ...]


def act_named(public_id: str) -> Act:
    """One line; `AbsentError` where there is none."""
    found = Act.objects.select_related("office", "person", "second").filter(public_id=public_id).first()
    if found is None:
        raise AbsentError
    return found


def told(found: Iterable[Act]) -> list[Told]:
    """The lines in the reader's language; a query at most for each kind of name, whatever their number."""
    lines = list(found)
    entries = {each.pk: _entry(each) for each in lines}
    names = Names.of([entries[each.pk] for each in lines if each.is_open and registry.is_reserved(each.verb)])
    return [_told(each, entries[each.pk], names) for each in lines]


def waiting() -> QuerySet[Proposal]:
    """Proposals that wait for a second signature, those that lapse first on top."""
    known = [each.verb for each in registry.reserved_verbs()]
    rows = Proposal.objects.filter(state=Proposal.State.WAITING, until__gte=now(), verb__in=known)
    return rows.select_related("proposed_by").order_by("until", "pk")


def proposal_named(public_id: str) -> Proposal:
    """One proposal; `AbsentError` where there is none."""
    rows = Proposal.objects.select_related("proposed_by", "ended_by", "act")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise AbsentError
    return found


def people_named(public_ids: set[str]) -> dict[str, Person]:
    """People by their public id, whose roles are read when they are asked for."""
    return {each.public_id: each for each in Person.objects.filter(public_id__in=public_ids, is_active=True)}


def told_changes(verb: str, changes: Iterable[Any]) -> tuple[tuple[str, str, str], ...]:
    """What a decision changes, in the reader's words: (what, before, after). Labels may name values: `stage=pilot`."""
    labels = registry.labels_of(verb)

    def said(label: str, value: object) -> str:
        return str(labels.get(f"{label}={value}") or _plainly(value))

    return tuple(
        (str(labels.get(label, label)), said(label, before), said(label, after))
        for label, before, after in changes
    )


def _entry(act: Act) -> Entry:
    """The act as the journal has it: sentences are told of entries."""
    return Entry(verb=act.verb, subject=act.subject, actor="system", area_id=act.area_id, data=act.data)


def _told(act: Act, entry: Entry, names: Names) -> Told:
    if not act.is_open:
        return Told(act, _("A decision about something that is not public."), "", ())
    # The register outlives the rooms: of one that is gone, the name of the verb is told.
    words = tell(entry, names) if registry.is_reserved(act.verb) else act.verb
    return Told(act, words, path_of(act.subject), told_changes(act.verb, act.changes))


def _plainly(value: object) -> str:
    """A value of a change in the reader's words; nothing is told as nothing."""
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
