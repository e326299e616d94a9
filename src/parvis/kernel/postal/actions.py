"""The only writers of paper letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from parvis.kernel.assurance.actions import Ground, settle
from parvis.kernel.assurance.models import Residence
from parvis.kernel.assurance.rules import Way
from parvis.kernel.clock import now
from parvis.kernel.journal.actions import record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.places.models import Area
from parvis.kernel.postal.models import PaperLetter
from parvis.kernel.postal.policies import may_ask, may_print
from parvis.kernel.postal.queries import letter_of, letters_to, over
from parvis.kernel.postal.rules import (
    LETTERS_A_YEAR,
    LETTERS_TO_AN_ADDRESS,
    State,
    address_digest,
    digest,
    fits,
    new_code,
)
from parvis.kernel.signs import without_turns

ASKED, PRINTED = "postal.letter.asked", "postal.letter.printed"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter as it goes to the printer: the only place where its code is ever written."""

    letter: PaperLetter
    code: str


def ask(person: Person, name: str, address: str, area: Area) -> PaperLetter:
    """Ask for a code by post. `RefusedError`: one is on its way, or there were too many to them or there this year."""
    require(may_ask(person))
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        _end(*PaperLetter.objects.filter(pk__in=over(), person=person))
        if letter_of(person) is not None:
            raise RefusedError(_("A letter is on its way already. Wait for it, or take it back first."))
        year = PaperLetter.objects.filter(person=person, asked_at__gt=now() - timedelta(days=365))
        if year.count() >= LETTERS_A_YEAR:
            raise RefusedError(_("We wrote to you several times this year. Come to the public desk instead."))
        where = without_turns(address)[:300]
        letter = PaperLetter.objects.create(
            person=person,
            name=without_turns(name)[:120],
            address=where,
            address_digest=_with_room(where),
            area=area,
            language=person.language or get_language() or settings.LANGUAGE_CODE,
        )
        record(ASKED, subject=letter.subject, actor="guest")
    return letter


def take_back(person: Person) -> None:
    """The person does not want the letter any more: its code opens nothing."""
    with transaction.atomic():
        _end(*PaperLetter.objects.select_for_update(of=("self",)).filter(person=person, ended_at=None))


def print_letters(by: Person, public_ids: Iterable[str]) -> list[Sheet]:
    """Print these letters, each with a code that comes to be now; a code that was printed before opens nothing."""
    require(may_print(by))
    with transaction.atomic():
        rows = PaperLetter.objects.select_for_update(of=("self",)).filter(
            public_id__in=list(public_ids), ended_at=None
        )
        sheets = [_printed(each, by) for each in rows if each.state is not State.OVER]
        for sheet in sheets:
            record(PRINTED, subject=sheet.letter.subject, actor=by.public_id)
    return sheets


def confirm(person: Person, typed: str) -> Residence:
    """The person typed the code of their letter: the city knows where they live, and forgets the address.

    `RefusedError`: wrong (counted, whatever happens then), too late, or too often.
    """
    with transaction.atomic():
        rows = PaperLetter.objects.select_for_update(of=("self",)).select_related("area")
        letter = rows.filter(person=person, ended_at=None).first()
        if letter is None or letter.state is not State.PRINTED:
            raise RefusedError(_("No letter with a code is on its way to you. Ask for one."))
        if fits(settings.SECRET_KEY, letter.public_id, typed, letter.code_digest):
            _end(letter)
            return settle(person, Ground(Way.LETTER, letter.area))
        letter.tries += 1
        letter.save(update_fields=["tries"])
        if not letter.tries_left:
            _end(letter)
    raise RefusedError(_wrong(letter.tries_left))


def let_go_of_old() -> int:
    """End what is over and forget its addresses; returns how many. Twice is once."""
    with transaction.atomic():
        rows = list(PaperLetter.objects.select_for_update(of=("self",)).filter(pk__in=over()))
        _end(*rows)
    return len(rows)


def forget_addressee(leaving: Leaving) -> None:
    """A letter to somebody who leaves is not sent; who printed letters of others is not named any more."""
    PaperLetter.objects.filter(leaving.whose(person="person")).delete()
    PaperLetter.objects.filter(leaving.whose(person="printed_by")).update(printed_by=None)


def _with_room(address: str) -> str:
    """The digest of an address to which another letter may go; held until the transaction ends, so that two who ask at
    once are counted one after the other."""
    found = address_digest(settings.SECRET_KEY, address)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"postal:{found}"])
    if letters_to([found]).get(found, 0) >= LETTERS_TO_AN_ADDRESS:
        raise RefusedError(
            _(
                "Many letters went to this address within a year. Come to the public desk with a document instead."
            )
        )
    return found


def _printed(letter: PaperLetter, by: Person) -> Sheet:
    code = new_code()
    letter.code_digest = digest(settings.SECRET_KEY, letter.public_id, code)
    letter.printed_at, letter.printed_by, letter.tries = now(), by, 0
    letter.save()
    return Sheet(letter, code)


def _end(*letters: PaperLetter) -> None:
    for letter in letters:
        letter.ended_at = now()
        letter.name = letter.address = letter.code_digest = ""
        if letter.printed_at is None:
            letter.address_digest = ""
        letter.save()


def _wrong(left: int) -> str:
    if not left:
        return _("This code was wrong too often, and opens nothing any more. Ask for another letter.")
    return ngettext(
        "This code is wrong. You can try %(left)s more time.",
        "This code is wrong. You can try %(left)s more times.",
        left,
    ) % {"left": left}
