"""Its author objects; somebody else looks again and answers by a day."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parvis.kernel.keeping.actions import erase
from parvis.kernel.notices.models import Notice
from parvis.kernel.people.models import Organisation
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.promises.course import NoPublicDeskError
from parvis.kernel.promises.models import Promise
from parvis.services.appeals.actions import judge, object_to
from parvis.services.appeals.models import Appeal
from parvis.services.moderation.actions import give_back
from parvis.services.moderation.tests.stage import cut_out, hidden
from parvis.services.reports.actions.part import comment
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import reported

WORDS = "Jo Miller broke it."


@pytest.fixture
def report(stage, alice):
    """Alice names a neighbour."""
    return reported(stage, alice, words=WORDS)


@pytest.fixture
def decision(report, amina):
    """Amina cut the name out."""
    return cut_out(report, amina, "Jo Miller")


@pytest.fixture
def appeal(decision, alice, desk):
    """Alice objects; the people of the City Desk are told."""
    return object_to(decision.pk, alice, "Jo said that I may.")


def test_an_objection_is_promised_an_answer_of_the_public_desk(appeal, stage, desk, alice):
    assert str(appeal) == f"appeals.appeal:{appeal.decision_id}"
    assert appeal.promise.owner == stage.desk
    assert Notice.objects.get(kind="appeals.arrived", person=desk)
    assert Notice.objects.filter(kind="appeals.arrived").exclude(person=desk).count() == 0


def test_who_was_right_gets_it_back_with_the_reasons(appeal, alice, desk, report):
    judge(appeal.pk, desk, upheld=True, answer="Jo agreed in writing.")
    assert Report.objects.get(pk=report.pk).words == WORDS
    assert Notice.objects.get(kind="appeals.answered", person=alice).data["upheld"] is True
    assert Promise.objects.get(subject=appeal.subject).answered_at is not None


def test_who_was_not_right_reads_why(appeal, alice, desk, report):
    judge(appeal.pk, desk, upheld=False, answer="Jo knows nothing of this.")
    assert "Jo Miller" not in Report.objects.get(pk=report.pk).words
    assert Notice.objects.get(kind="appeals.answered", person=alice).data["upheld"] is False
    with pytest.raises(RefusedError, match="faster"):
        judge(appeal.pk, desk, upheld=True, answer="On second thought.")


def test_whoever_decided_first_does_not_decide_again(appeal, amina, mona):
    with pytest.raises(RefusedError, match="Somebody else"):
        judge(appeal.pk, amina, upheld=False, answer="I was right.")
    judge(appeal.pk, mona, upheld=True, answer="It was wrong.")


def test_nor_does_the_database_let_them(appeal, amina):
    with pytest.raises(IntegrityError, match="appeal_decided_by_somebody_else"), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(
            decided_by=amina, decided_at=appeal.made_at, is_upheld=False, answer="I was right."
        )


def test_an_official_does_not_answer_their_own_objection(stage, desk, dana, report):
    said = comment(report.pk, desk, "You fools.")
    objection = object_to(hidden(said.subject, dana).pk, desk, "It was meant kindly.")
    with pytest.raises(RefusedError, match="wrote this yourself"):
        judge(objection.pk, desk, upheld=True, answer="I was right.")


def test_nor_do_they_end_it_by_giving_their_words_back_themselves(stage, desk, dana, report):
    decision = hidden(comment(report.pk, dana, "You fools.").subject, desk)
    objection = object_to(decision.pk, dana, "It was meant kindly.")
    with pytest.raises(RefusedError, match="wrote this yourself"):
        give_back(decision.pk, dana)
    objection.refresh_from_db()
    assert objection.decided_at is None
    give_back(decision.pk, desk)
    objection.refresh_from_db()
    assert objection.is_upheld


def test_another_office_answers_nothing(appeal, omar):
    with pytest.raises(RefusedError, match="another office"):
        judge(appeal.pk, omar, upheld=True, answer="Why not.")


def test_nobody_objects_for_others_twice_or_too_late(decision, alice, bob, desk, clock):
    with pytest.raises(RefusedError, match="Only its author"):
        object_to(decision.pk, bob, "Let it stand.")
    with pytest.raises(RefusedError, match="few words"):
        object_to(decision.pk, alice, "  ")
    with pytest.raises(RefusedError, match="at most"):
        object_to(decision.pk, alice, "a" * 4001)
    clock.shift(timedelta(days=184))
    with pytest.raises(RefusedError, match="time to object"):
        object_to(decision.pk, alice, "Let it stand.")
    clock.shift(timedelta(days=-184))
    object_to(decision.pk, alice, "Let it stand.")
    with pytest.raises(RefusedError, match="objected already"):
        object_to(decision.pk, alice, "Please.")


def test_what_was_given_back_needs_no_objection(decision, alice, amina, desk):
    give_back(decision.pk, amina)
    with pytest.raises(RefusedError, match="given back already"):
        object_to(decision.pk, alice, "Let it stand.")


def test_what_is_given_back_by_itself_ends_the_objection_in_its_authors_favour(
    appeal, amina, alice, decision, stage
):
    give_back(decision.pk, amina)
    appeal.refresh_from_db()
    assert appeal.is_upheld
    assert "gave it back" in appeal.answer
    assert Promise.objects.get(subject=appeal.subject).answered_at is not None
    other = cut_out(reported(stage, words="Jo Miller, again."), amina, "Jo Miller")
    give_back(other.pk, amina)


def test_without_a_public_desk_nobody_could_answer(decision, alice):
    Organisation.objects.update(is_public_desk=False)
    with pytest.raises(NoPublicDeskError):
        object_to(decision.pk, alice, "Let it stand.")


def test_an_objection_stays_without_its_author(appeal, alice):
    erase(alice, words_too=True)
    appeal.refresh_from_db()
    assert appeal.person is None
    assert appeal.words == ""


def test_the_answer_reaches_nobody_where_the_author_is_gone(appeal, alice, desk):
    erase(alice)
    judge(appeal.pk, desk, upheld=False, answer="It stays.")
    assert not Notice.objects.filter(kind="appeals.answered").exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_answer_at_once_and_one_answer_counts(stage, alice, amina, desk, dana):
    decision = cut_out(reported(stage, alice, words=WORDS), amina, "Jo Miller")
    objection = object_to(decision.pk, alice, "Jo said that I may.")
    both, said = threading.Barrier(2), []

    def answer(by, upheld):
        both.wait()
        try:
            judge(objection.pk, by, upheld=upheld, answer="So it is.")
            said.append(upheld)
        except RefusedError:
            pass
        finally:
            connection.close()

    threads = [
        threading.Thread(target=answer, args=(desk, True)),
        threading.Thread(target=answer, args=(dana, False)),
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(said) == 1
    decision.refresh_from_db()
    assert (decision.lifted_at is not None) == said[0]
