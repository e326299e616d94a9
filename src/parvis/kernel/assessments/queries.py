"""What the programs know of each part of the house, and what was written, advised and signed about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from django.db.models import QuerySet
from django.utils.translation import override

from parvis.kernel.assessments.models import Assessment
from parvis.kernel.assessments.rules import (
    Change,
    Facts,
    Height,
    Standing,
    differences,
    fingerprint,
    greatest,
    standing,
)
from parvis.kernel.catalogue.models import Service
from parvis.kernel.control.registry import reserved_verbs
from parvis.kernel.control.rules import Reserved
from parvis.kernel.keeping.registry import Rule, all_rules, recipients_of
from parvis.kernel.people.models import Organisation
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.purposes.queries import Part, UnhandledError, register

# The facts are written in one language, so that a page in another does not look like a change.
_OF_FACTS = "en"


@dataclass(frozen=True, slots=True)
class Assessed:
    """A part of the house with its assessment: `facts` as the programs are today, `versions` the newest first."""

    part: Part
    facts: Facts
    versions: tuple[Assessment, ...] = ()

    @property
    def latest(self) -> Assessment | None:
        """The newest version."""
        return next(iter(self.versions), None)

    @property
    def signed(self) -> Assessment | None:
        """The last version that was signed."""
        return next((each for each in self.versions if each.signed_at), None)

    @property
    def writers(self) -> list[int]:
        """Who wrote anything since it was last signed."""
        fresh = takewhile(lambda each: each.signed_at is None, self.versions)
        return [each.written_by_id for each in fresh if each.written_by_id]

    @property
    def fingerprint(self) -> str:
        """The number of today's facts."""
        return fingerprint(self.facts)

    @property
    def is_ahead(self) -> bool:
        """Whether somebody wrote a version that is not signed."""
        return self.latest is not None and self.latest.signed_at is None

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return standing(
            written=self.is_ahead,
            advised=self.is_ahead and self.latest is not None and self.latest.advised_at is not None,
            signed=self.signed.fingerprint if self.signed else "",
            today=self.fingerprint,
        )

    @property
    def is_outdated(self) -> bool:
        """Whether the programs do something else than was signed."""
        return self.signed is not None and self.signed.fingerprint != self.fingerprint

    @property
    def is_in_use(self) -> bool:
        """Whether people meet it today: a service is offered, or it is a part that every account is made of."""
        return bool(self.part.services) or not self.part.promise

    @property
    def changes(self) -> list[Change]:
        """What the programs do otherwise than was signed."""
        return differences(self.signed.facts, self.facts) if self.signed else []

    @property
    def left(self) -> Height | None:
        """The gravest risk that is left by what was signed."""
        return greatest(self.signed.written.risks) if self.signed else None


def assessed(*, with_risks: bool = True) -> list[Assessed]:
    """Every part of the house that keeps something of people, in the reader's language, with its assessment."""
    rows: dict[str, list[Assessment]] = {}
    versions = Assessment.objects.order_by("-number")
    for each in _whole(versions) if with_risks else versions:
        rows.setdefault(each.part, []).append(each)
    reserved = reserved_verbs()
    return [Assessed(part, facts_of(part, reserved), tuple(rows.get(part.key, ()))) for part in register()]


def assessed_part(key: str) -> Assessed:
    """One part; `AbsentError` where there is none of this name."""
    part = next((each for each in register() if each.key == key), None)
    if part is None:
        raise AbsentError
    return Assessed(part, facts_of(part, reserved_verbs()), tuple(versions_of(key)))


def versions_of(key: str) -> QuerySet[Assessment]:
    """Every version of a part, the newest first."""
    return _whole(Assessment.objects.filter(part=key).order_by("-number"))


def version_of(key: str, number: int) -> Assessment:
    """One version; `AbsentError` where there is none."""
    found = versions_of(key).filter(number=number).first()
    if found is None:
        raise AbsentError
    return found


def stewards_of(modules: Iterable[str]) -> list[Organisation]:
    """The offices that offer a service of these rooms, or prepare one."""
    rows = Service.objects.filter(module__in=list(modules)).exclude(stage=Service.Stage.CLOSED)
    return list(Organisation.objects.filter(pk__in=rows.values("steward")).order_by("slug"))


def is_assessed(module: str) -> bool:
    """Whether nothing is lacking before a module opens: it keeps nothing of people, or does what was signed."""
    part = next((each for each in register() if module in each.modules), None)
    return part is None or assessed_part(part.key).standing is Standing.SIGNED


def facts_of(part: Part, reserved: Iterable[Reserved]) -> Facts:
    """All that the programs know of a part: plain values by heading and name, the same whoever reads them."""
    partners = {each.service.content.partner for each in part.services} - {""}
    with override(_OF_FACTS):
        return {
            "fields": {
                rule.name: _said(rule) for rule in all_rules() if rule.name.split(".")[0] in part.modules
            },
            "consents": {each.name: each.version for each in part.asks},
            "published": {each.slug: str(each.title) for each in part.published},
            "recipients": {name: str(words) for name, words in recipients_of(part.modules).items()}
            | {f"partner: {each}": each for each in partners},
            "reserved": {
                each.verb: {"role": each.role.value, "signatures": each.signatures, "desk": each.desk}
                for each in reserved
                if each.module in part.modules
            },
        }


def _said(rule: Rule) -> dict[str, object]:
    kept, handling = rule.kept, rule.handling
    if handling is None:
        raise UnhandledError(rule.name)
    return {
        "why": str(kept.reason),
        "basis": handling.basis.value,
        "whose": handling.whose.value,
        "seen_by": handling.seen_by.value,
        "days": kept.days,
        "counted_from": kept.counted_from if kept.days is not None else None,
        "in_the_end": "row" if kept.row else "field",
    }


def _whole(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    people = ("written_by", "advised_by", "signed_by", "office", "signed_office")
    return rows.select_related(*people).prefetch_related("risks")
