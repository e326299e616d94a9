"""The only writers of appeals: its author objects, somebody else answers."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.kernel.clock import now
from parvis.kernel.journal.actions import Draft, record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.actions import tell
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.promises.actions import Terms, answer_promise, open_promise
from parvis.kernel.promises.course import NoPublicDeskError
from parvis.kernel.signs import without_turns
from parvis.kernel.trust.models import Decision
from parvis.kernel.trust.things import Thing, thing_at
from parvis.services.appeals.models import SUBJECT, Appeal
from parvis.services.appeals.notices import AppealAnswered, AppealArrived
from parvis.services.appeals.policies import may_appeal, may_judge
from parvis.services.appeals.queries import public_desk
from parvis.services.appeals.rules import MINUTES_TO_ANSWER, WORDS_AT_MOST
from parvis.services.moderation.contracts import give_back


def object_to(decision_id: int, person: Person, words: str) -> Appeal:
    """Its author asks for it back. The public desk promises an answer of somebody else within ten working days."""
    words = _checked(words)
    with transaction.atomic():
        decision, thing = _locked(decision_id)
        known = Appeal.objects.filter(decision=decision).first()
        require(may_appeal(person, thing, decision, known))
        desk = public_desk()
        if desk is None:
            raise NoPublicDeskError("Name one organisation as the public desk first: objections go there.")
        promised = open_promise(Terms(f"{SUBJECT}:{decision.pk}", "appeals", desk, MINUTES_TO_ANSWER))
        appeal = Appeal.objects.create(
            decision=decision, person=person, words=words, against=decision.decided_by, promise=promised
        )
        _tell_desk(desk, appeal)
    return appeal


def judge(appeal_id: int, by: Person, *, upheld: bool, answer: str) -> Appeal:
    """Somebody who did not decide first answers, with reasons; upheld, it is given back. Answered once."""
    answer = _checked(answer)
    number = Appeal.objects.values_list("decision", flat=True).get(pk=appeal_id)
    with transaction.atomic():
        decision, thing = _locked(number)
        known = Appeal.objects.select_for_update(of=("self",)).select_related("person").get(pk=appeal_id)
        require(may_judge(by, thing, known))
        if known.decided_at is not None:
            raise RefusedError(_("Somebody was faster: this objection is answered already."))
        known.decided_by, known.decided_at, known.is_upheld, known.answer = by, now(), upheld, answer
        known.save()
        answer_promise(known.subject)
        if upheld:
            give_back(decision.pk, by)
        else:
            record("appeals.appeal.rejected", subject=thing.about, actor=by.public_id, **thing.where)
        if known.person:
            tell(
                AppealAnswered, [known.person], {"decision": decision.pk, "upheld": upheld, "answer": answer}
            )
    return known


def end_appeals(drafts: list[Draft]) -> None:
    """Something was given back without an answer to the objection that waits: its author was right."""
    numbers = [int(str(draft.data["decision"])) for draft in drafts]
    for each in Appeal.objects.select_related("person").filter(decision__in=numbers, decided_at=None):
        with override(each.person.language if each.person else None):
            each.answer = _("Whoever hid it gave it back.")
        each.decided_at, each.is_upheld = now(), True
        each.save(update_fields=["answer", "decided_at", "is_upheld"])
        answer_promise(each.subject)


def forget_appellant(leaving: Leaving) -> None:
    """Objections stay without a name, because the city answered them; their words go if they are to."""
    if leaving.words_too:
        Appeal.objects.filter(leaving.whose(person="person")).update(words="")
    for field in ("person", "against", "decided_by"):
        Appeal.objects.filter(leaving.whose(person=field)).update(**{field: None})


def _locked(decision_id: int) -> tuple[Decision, Thing]:
    """The thing first, as when it is taken away; then the decision as it is now."""
    subject = Decision.objects.values_list("subject", flat=True).get(pk=decision_id)
    thing = thing_at(subject, lock=True)
    rows = Decision.objects.select_for_update(of=("self",)).select_related("upload", "decided_by")
    return rows.get(pk=decision_id), thing


def _tell_desk(desk: Organisation, appeal: Appeal) -> None:
    people = Person.objects.filter(memberships__organisation=desk, is_active=True).order_by("pk").distinct()
    tell(AppealArrived, people, {"decision": appeal.decision_id}, besides=appeal.against)


def _checked(words: str) -> str:
    words = without_turns(words)
    if not words:
        raise RefusedError(_("Write a few words first."))
    if len(words) > WORDS_AT_MOST:
        raise RefusedError(_("Use at most %(count)s characters.") % {"count": WORDS_AT_MOST})
    return words
