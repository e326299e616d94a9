"""Officials compose a service, try it out, open it with a second signature, and everybody can read why."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import override

from parvis.kernel.catalogue.actions import Draft, Step, compose, copy, discard, merge, move, offer, revise
from parvis.kernel.catalogue.models import Service
from parvis.kernel.catalogue.queries import may_take_part, missing, service_of, told_services
from parvis.kernel.catalogue.rules import Stage
from parvis.kernel.catalogue.tests.conftest import ASKED, LENT, LONG, WHOLE, opened, pilot, rewritten
from parvis.kernel.clock import now
from parvis.kernel.control.actions import sign
from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.control.queries import told
from parvis.kernel.people.rules import Level
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.places.models import Area
from parvis.kernel.sheets.rules import Rung, Sheet, differences
from parvis.kernel.testing.together import together

WHY = "Neighbours asked for it in the assembly."


@pytest.fixture
def east(db):
    return Area.objects.create(
        kind="neighbourhood", slug="east", names={"en": "East"}, boundary={}, valid_from="2020-01-01"
    )


def test_a_manager_composes_a_draft_that_nobody_else_sees(service):
    assert service.stage == Stage.DRAFT
    assert not told_services().filter(pk=service.pk).exists()
    assert service_of("lanterns") is None
    assert not Act.objects.exists()


def test_only_managers_of_the_office_and_of_the_desk_compose(service, draft, amina, omar, alice, dana):
    for person in (amina, omar, alice):
        with pytest.raises(RefusedError, match="Only managers of Street Lighting"):
            compose("lanterns", None, draft, person)
        with pytest.raises(RefusedError, match="Only managers"):
            rewritten(service, person, purpose="Something else for whom I like.")
    assert rewritten(service, dana, purpose="For whoever walks home in the dark.").revision == 2


def test_there_is_one_of_a_kind_at_a_place_until_it_is_closed(service, draft, mona, dana, east):
    with pytest.raises(RefusedError, match="already"):
        compose("lanterns", None, draft, mona)
    assert compose("lanterns", east, draft, mona).area == east
    pilot(service, mona)
    sign(move(service.pk, Step(Stage.CLOSED, WHY), mona).pk, dana)
    assert compose("lanterns", None, draft, mona).stage == Stage.DRAFT


def test_no_pilot_begins_with_an_open_line_nor_without_an_end(service, mona):
    today = localdate(now())
    rewritten(service, mona, legal_basis="")
    with pytest.raises(RefusedError, match=r"Answer these first.*Legal basis"):
        move(service.pk, Step(Stage.PILOT, WHY, today + timedelta(days=9)), mona)
    for until in (None, today, today + timedelta(days=400)):
        with pytest.raises(RefusedError, match="on which day the pilot ends"):
            move(service.pk, Step(Stage.PILOT, WHY, until), mona)
    assert Service.objects.get(pk=service.pk).stage == Stage.DRAFT


def test_a_pilot_is_a_decision_that_everybody_reads(piloted, mona):
    act = Act.objects.get()
    assert (act.verb, act.person, act.second, act.is_open) == ("catalogue.service.piloted", mona, None, True)
    (line,) = told([act])
    assert "Lanterns" in line.words
    assert ("Stage", "in preparation", "pilot") in line.changes
    assert service_of("lanterns") == piloted


def test_the_register_calls_a_service_as_its_reader_does(service, mona):
    service.names = {"ar": "\u0641\u0648\u0627\u0646\u064a\u0633", "en": "Lanterns", "fr": "Lanternes"}
    service.save()
    pilot(service, mona)
    for language, name in service.names.items():
        with override(language):
            (line,) = told([Act.objects.get()])
            assert name in line.words
    with override("ca"):
        assert "Lanterns" in told([Act.objects.get()])[0].words


def test_a_service_opens_when_a_second_official_signs(piloted, mona, dana):
    proposal = move(piloted.pk, Step(Stage.OPEN, WHY), mona)
    assert isinstance(proposal, Proposal)
    assert Service.objects.get(pk=piloted.pk).stage == Stage.PILOT
    with pytest.raises(RefusedError, match="ask a second one"):
        sign(proposal.pk, mona)
    act = sign(proposal.pk, dana)
    assert (act.person, act.second) == (mona, dana)
    found = Service.objects.get(pk=piloted.pk)
    assert (found.stage, found.pilot_until) == (Stage.OPEN, None)


def test_what_fell_away_between_two_signatures_stops_the_second(piloted, mona, dana):
    proposal = move(piloted.pk, Step(Stage.OPEN, WHY), mona)
    Service.objects.filter(pk=piloted.pk).update(fallback=None)
    with pytest.raises(RefusedError, match="Answer these first"):
        sign(proposal.pk, dana)
    assert Service.objects.get(pk=piloted.pk).stage == Stage.PILOT


def test_what_was_changed_after_the_proposal_is_not_opened_by_the_second_signature(piloted, mona, dana):
    proposal = move(piloted.pk, Step(Stage.OPEN, WHY), mona)
    rewritten(
        Service.objects.get(pk=piloted.pk), mona, WHY, retention="Everything is kept for a hundred years."
    )
    with pytest.raises(RefusedError, match="changed since this was proposed"):
        sign(proposal.pk, dana)
    assert Service.objects.get(pk=piloted.pk).stage == Stage.PILOT


def test_the_register_names_the_office_whose_service_it_is(piloted, mona, dana, street_lighting):
    assert sign(move(piloted.pk, Step(Stage.OPEN, WHY), dana).pk, mona).office == street_lighting
    proposal = move(piloted.pk, Step(Stage.CLOSED, WHY), mona)
    assert sign(proposal.pk, dana).office == street_lighting


def test_no_stage_is_left_out(service, mona):
    for stage in (Stage.OPEN, Stage.PAUSED, Stage.CLOSED, Stage.DRAFT):
        with pytest.raises((RefusedError, KeyError)):
            move(service.pk, Step(stage, WHY), mona)


def test_people_take_part_as_long_as_it_is_offered(piloted, mona, dana):
    assert may_take_part(ASKED, Level.GUEST)
    assert not may_take_part(LENT, Level.GUEST)
    assert may_take_part(LENT, Level.CONTACT_CONFIRMED)
    move(piloted.pk, Step(Stage.PAUSED, WHY), mona)
    assert "not open here" in may_take_part(ASKED, Level.OFFICIAL).reason
    with pytest.raises(LookupError):
        may_take_part("lanterns.lantern.found", Level.GUEST)


def test_a_pilot_ends_by_itself_on_its_day(piloted, clock):
    clock.shift(timedelta(days=30))
    assert may_take_part(ASKED, Level.GUEST)
    clock.shift(timedelta(days=1))
    assert not may_take_part(ASKED, Level.GUEST)


def test_a_service_of_one_place_is_not_offered_elsewhere(draft, mona, amina, east):
    pilot(compose("lanterns", east, draft, mona), mona)
    assert may_take_part(ASKED, Level.GUEST, east.pk)
    assert not may_take_part(ASKED, Level.GUEST)


def test_a_closed_rung_and_a_stricter_one_hold(service, mona):
    rewritten(service, mona, ladder={Rung.MINUTE: Level.RESIDENT_CONFIRMED})
    pilot(service, mona)
    assert "This part of the service is not open" in may_take_part(LENT, Level.OFFICIAL).reason
    assert "confirmed can take part" in may_take_part(ASKED, Level.CONTACT_CONFIRMED).reason
    assert may_take_part(ASKED, Level.RESIDENT_CONFIRMED)


def test_a_sheet_cannot_ask_less_than_the_module(service, mona):
    rewritten(service, mona, ladder={Rung.HOUR: Level.GUEST})
    pilot(service, mona)
    assert not may_take_part(LENT, Level.GUEST)


def test_what_is_offered_changes_by_a_decision_with_its_reason(piloted, mona):
    with pytest.raises(RefusedError, match="Say why"):
        rewritten(piloted, mona, answer_days=3)
    rewritten(Service.objects.get(pk=piloted.pk), mona, WHY, answer_days=3, names={"en": "Lights"})
    act = Act.objects.get(verb="catalogue.service.amended")
    (line,) = told([act])
    assert ("Working days until an answer", "nothing", "3") in line.changes
    assert ("Name (English)", "Lanterns", "Lights") in line.changes


def test_saving_without_a_change_decides_nothing(piloted, mona):
    rewritten(piloted, mona)
    assert not Act.objects.filter(verb="catalogue.service.amended").exists()


def test_what_was_answered_stays_answered(piloted, mona):
    with pytest.raises(RefusedError, match="Legal basis"):
        rewritten(piloted, mona, WHY, legal_basis="")


def test_what_was_never_answered_does_not_hold_a_change_up(street_lighting, mona):
    service = offer("lanterns", street_lighting, stage="open")
    assert "purpose" in missing(service, Stage.OPEN)
    assert rewritten(service, mona, WHY, answer_days=5).content.answer_days == 5


def test_who_saves_after_somebody_else_loses_nothing(service, mona):
    rewritten(service, mona, purpose="For whoever walks home in the dark.")
    with pytest.raises(RefusedError, match="changed this meanwhile"):
        rewritten(service, mona, purpose="For whoever gets up early in the morning.")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(service, mona, dana):
    outcomes = together(
        lambda: rewritten(service, mona, purpose="For whoever walks home in the dark."),
        lambda: rewritten(service, dana, purpose="For whoever gets up early in the morning."),
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["RefusedError", "Service"]


def test_settings_that_no_module_knows_are_refused_with_a_sentence(service, mona):
    with pytest.raises(RefusedError, match="days_at_most"):
        rewritten(service, mona, settings={"days_at_most": "many"})
    with pytest.raises(RefusedError, match="colour"):
        rewritten(service, mona, settings={"colour": "red"})


def test_a_copy_remembers_and_both_learn_from_each_other(service, mona, east, street_lighting):
    made = copy(service.pk, east, street_lighting, mona)
    assert (made.stage, made.copied_from, made.content) == (Stage.DRAFT, service, service.content)
    rewritten(made, mona, answer_days=2, access_plan="By phone, at the desk, and with a neighbour.")
    merge(service.pk, made.pk, ["answer_days"], mona)
    source = Service.objects.get(pk=service.pk)
    assert source.content.answer_days == 2
    assert source.content.access_plan == LONG
    made.refresh_from_db()
    assert Sheet.model_validate(made.base) == source.content


def test_who_changed_a_line_is_still_true_after_another_was_merged(service, mona, east, street_lighting):
    made = copy(service.pk, east, street_lighting, mona)
    rewritten(made, mona, answer_days=2)
    rewritten(service, mona, purpose="For whoever walks home in the dark.")
    merge(service.pk, made.pk, ["answer_days"], mona)
    assert moved_between(service, made) == {"purpose": "mine"}
    rewritten(
        Service.objects.get(pk=service.pk), mona, legal_basis="Decision 12 of the council, of last year."
    )
    merge(made.pk, service.pk, ["purpose"], mona)
    assert moved_between(service, made) == {"legal_basis": "mine"}
    rewritten(Service.objects.get(pk=service.pk), mona, purpose="For whoever gets up early in the morning.")
    assert moved_between(service, made) == {"legal_basis": "mine", "purpose": "mine"}


def moved_between(service, made):
    """What the source and its copy say differently, and who changed it, as the source's side sees it."""
    mine, theirs = (Service.objects.get(pk=each.pk) for each in (service, made))
    base = Sheet.model_validate(theirs.base)
    return {each.name: each.moved for each in differences(mine.content, theirs.content, base)}


def test_a_comparison_takes_over_what_it_shows_and_nothing_of_another_kind(
    service, mona, street_lighting, east
):
    other = offer("reports", street_lighting, stage="open")
    made = copy(service.pk, east, street_lighting, mona)
    with pytest.raises(RefusedError, match="same kind"):
        merge(service.pk, other.pk, ["names.en"], mona)
    for names in ([], ["stage"], ["names.zz"]):
        with pytest.raises(RefusedError, match="Choose at least one"):
            merge(service.pk, made.pk, names, mona)


def test_a_draft_can_be_thrown_away_and_what_was_offered_cannot(service, piloted, mona, draft, east):
    with pytest.raises(RefusedError, match="offered already"):
        discard(piloted.pk, mona)
    made = compose("lanterns", east, draft, mona)
    discard(made.pk, mona)
    with pytest.raises(AbsentError):
        discard(made.pk, mona)


def test_a_service_asks_for_two_where_the_module_asks_for_one(service, piloted, mona, dana):
    pausing = "catalogue.service.paused"
    rewritten(piloted, mona, WHY, two_people=(pausing,))
    proposal = move(piloted.pk, Step(Stage.PAUSED, WHY), mona)
    assert isinstance(proposal, Proposal)
    with pytest.raises(RefusedError, match="ask a second one"):
        sign(proposal.pk, mona)
    assert sign(proposal.pk, dana).second == dana


def test_what_one_service_asks_for_counts_for_no_other(service, piloted, mona, east, street_lighting):
    rewritten(piloted, mona, WHY, two_people=("catalogue.service.paused",))
    other = copy(service.pk, east, street_lighting, mona)
    rewritten(other, mona, two_people=())
    pilot(other, mona)
    assert isinstance(move(other.pk, Step(Stage.PAUSED, WHY), mona), Act)


def test_nobody_takes_the_second_signature_out_of_what_is_offered(piloted, mona):
    rewritten(piloted, mona, WHY, two_people=("catalogue.service.paused",))
    with pytest.raises(RefusedError, match="stays so"):
        rewritten(Service.objects.get(pk=piloted.pk), mona, WHY, two_people=())


def test_a_service_asks_nobody_elsewhere_for_a_second_signature(service, mona):
    with pytest.raises(RefusedError, match="only where its stage is decided"):
        rewritten(service, mona, two_people=("storms.storm.declared",))


def test_nothing_is_composed_from_what_invites_nobody(draft, mona):
    with pytest.raises(RefusedError, match="in which people can take part"):
        compose("storms", None, draft, mona)


def test_the_database_refuses_a_stage_that_nobody_knows_and_a_copy_of_itself(service):
    for wrong in ({"stage": "party"}, {"copied_from": service.pk}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Service.objects.filter(pk=service.pk).update(**wrong)


def test_opening_needs_what_the_pilot_taught(piloted, mona, dana):
    Service.objects.filter(pk=piloted.pk).update(sheet={**piloted.sheet, "learned": ""})
    with pytest.raises(RefusedError, match="What the pilot taught"):
        opened(piloted, mona, dana)


def test_a_change_needs_the_right_of_the_new_office_too(service, mona, parks):
    with pytest.raises(RefusedError, match="Only managers of Parks"):
        revise(service.pk, Draft(parks, service.fallback, WHOLE), mona, revision=service.revision)
