"""The only writers of nudges: how they are set, who came to one, and who did what was hoped for."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.control.actions import Deed, checked_reason, decide
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.nudges.models import Exposure, Setting
from parvis.kernel.nudges.policies import may_set
from parvis.kernel.nudges.queries import Draw, draw, nudge_named
from parvis.kernel.nudges.rules import HOLDOUT_AT_MOST
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id
from parvis.kernel.permissions.verdict import RefusedError, require

SET = "nudges.nudge.set"


def set_nudge(name: str, by: Person, *, is_on: bool, holdout: int, reason: str) -> Setting:
    """Switch a nudge on or off, or leave so many of a hundred people out by lot, in public; begins a run of its own."""
    require(may_set(by))
    nudge_named(name)
    if not 0 <= holdout <= HOLDOUT_AT_MOST:
        raise RefusedError(_("Leave out from 0 to %(most)s of a hundred people.") % {"most": HOLDOUT_AT_MOST})
    with transaction.atomic():
        Setting.objects.get_or_create(nudge=name)
        setting = Setting.objects.select_for_update(of=("self",)).get(nudge=name)
        changes = [
            (label, before, after)
            for label, before, after in (
                ("is_on", setting.is_on, is_on),
                ("holdout", setting.lot, holdout),
            )
            if before != after
        ]
        if not changes:
            raise RefusedError(_("It is set like this already."))
        setting.is_on, setting.holdout, setting.seed, setting.since = is_on, holdout, new_public_id(), now()
        setting.save()
        decide(Deed(SET, f"nudges.nudge:{name}", checked_reason(reason), changes, data={"nudge": name}), by)
    return setting


def shown_to(name: str, people: Iterable[tuple[int, str]]) -> frozenset[int]:
    """Who of these people (key, public id) is shown a nudge now; all of them are counted. Give those alone to whom it
    can be shown. Two queries, whatever their number."""
    everybody = list(people)
    drawn = draw(name, everybody)
    count(drawn, (person for person, _public_id in everybody))
    return drawn.shown


def count(drawn: Draw, people: Iterable[int]) -> None:
    """These people came to a nudge, shown or left out: once in a run, while somebody is left out."""
    if not drawn.counts:
        return
    Exposure.objects.bulk_create(
        (
            Exposure(nudge=drawn.nudge, seed=drawn.seed, person_id=person, shown=person in drawn.shown)
            for person in people
        ),
        ignore_conflicts=True,
        batch_size=5000,
    )


def note_done(names: Sequence[str], person: Person) -> None:
    """This person did what these nudges hope for; counts once in the run that goes on, shown them or not."""
    settings = Setting.objects.filter(nudge__in=names).order_by("pk")
    running = [each.seed for each in settings if each.lot]
    rows = Exposure.objects.filter(person=person, nudge__in=names, seed__in=running, did_at=None)
    rows.update(did_at=now())


def forget_exposed(leaving: Leaving) -> None:
    """The sums stay without saying who."""
    Exposure.objects.filter(leaving.whose(person="person")).update(person=None)
