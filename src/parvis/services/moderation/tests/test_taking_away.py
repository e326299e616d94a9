"""Something may not stand: all of it, some words, a photograph; it can be put back as it was."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from parvis.kernel.files.actions import claim, store_photo, throw_away_unclaimed
from parvis.kernel.files.models import Upload
from parvis.kernel.files.rules import Size
from parvis.kernel.journal.queries import history_of
from parvis.kernel.keeping.actions import erase, let_go
from parvis.kernel.notices.models import Notice
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.trust.actions import flag
from parvis.kernel.trust.models import Decision, Flag, Original
from parvis.kernel.trust.queries import standing_of
from parvis.kernel.trust.rules import CUT, Ground
from parvis.kernel.trust.things import shelf_of, thing_at, things_at
from parvis.services.moderation.actions import give_back, let_stay, take_away
from parvis.services.moderation.queries import flagged_for
from parvis.services.moderation.rules import Taking
from parvis.services.moderation.seeds import seed
from parvis.services.moderation.tests.stage import because, cut_out, hidden
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import comment
from parvis.services.reports.models import Comment, Photo, Report
from parvis.services.reports.queries.find import visible_to
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import photo, reported

WORDS = "Jo Miller broke it. Call 617 555 0142. Jo Miller lives at number five."


@pytest.fixture
def report(stage, alice):
    """Alice names a neighbour."""
    return reported(stage, alice, words=WORDS)


def words_of(report):
    return Report.objects.get(pk=report.pk).words


def with_photo(stage, author):
    upload = store_photo(photo(), author, "reports.photo")
    return reported(stage, author, photos=(upload.public_id,)), upload


def test_a_name_is_cut_out_wherever_it_stands_and_the_rest_stays(report, amina):
    cut_out(report, amina, "Jo Miller")
    assert words_of(report) == f"{CUT} broke it. Call 617 555 0142. {CUT} lives at number five."
    assert "hid some words" in history_of(report.subject)[-1].text


def test_what_was_cut_out_is_put_back_letter_by_letter(report, amina):
    first, second = cut_out(report, amina, "Jo Miller"), cut_out(report, amina, "617 555 0142", "lives at")
    give_back(first.pk, amina)
    assert words_of(report) == f"Jo Miller broke it. Call {CUT}. Jo Miller {CUT} number five."
    give_back(second.pk, amina)
    assert words_of(report) == WORDS
    assert not Original.objects.exists()


def test_words_that_do_not_stand_there_are_refused_with_the_cure(report, amina):
    with pytest.raises(RefusedError, match="“Joe Miller”"):
        cut_out(report, amina, "Joe Miller")
    assert words_of(report) == WORDS
    assert not Original.objects.exists()


def test_the_same_words_are_cut_out_once(report, amina):
    cut_out(report, amina, "Jo Miller")
    with pytest.raises(RefusedError, match="hidden already"):
        cut_out(report, amina, "Miller")
    with pytest.raises(RefusedError, match="Choose what"):
        take_away(report.subject, Taking(), because(amina))


def test_nothing_is_taken_away_where_one_part_is_refused(stage, alice, amina):
    report, upload = with_photo(stage, alice)
    with pytest.raises(RefusedError):
        take_away(report.subject, Taking(passages=("nowhere",), photos=(upload.public_id,)), because(amina))
    assert Photo.objects.filter(report=report).count() == 1
    assert not Decision.objects.exists()


def test_a_photograph_is_taken_away_for_everybody_and_comes_back(stage, alice, bob, amina, sign_in):
    report, upload = with_photo(stage, alice)
    address, stranger = upload_address(upload), sign_in(bob)
    assert stranger.get(address).status_code == 200
    decision = take_away(report.subject, Taking(photos=(upload.public_id,)), because(amina))[0]
    assert stranger.get(address).status_code == 404
    assert not Photo.objects.filter(report=report).exists()
    decision.refresh_from_db()
    assert stranger.get(decision.upload.address).status_code == 200, "who was given the signed address looks"
    give_back(decision.pk, amina)
    assert stranger.get(address).status_code == 200
    assert not Photo.objects.get(report=report).is_proof


def upload_address(upload):
    return Upload.objects.get(pk=upload.pk).address


def test_what_was_taken_away_cannot_be_sent_in_again_by_its_number(stage, alice, amina):
    report, upload = with_photo(stage, alice)
    take_away(report.subject, Taking(photos=(upload.public_id,)), because(amina))
    assert claim([upload.public_id], purpose="reports.photo", by=alice) == []
    with pytest.raises(RefusedError, match="hidden already"):
        take_away(report.subject, Taking(photos=(upload.public_id,)), because(amina))


def test_a_proof_of_the_work_comes_back_as_a_proof(stage, alice, amina):
    report = reported(stage, alice)
    upload = store_photo(photo(), amina, "reports.photo")
    work.close(report.pk, amina, Closing.DONE, "A new lamp.", proof=[upload.public_id])
    before = Photo.objects.values("is_proof", "created_at").get(report=report)
    decision = take_away(report.subject, Taking(photos=(upload.public_id,)), because(amina))[0]
    give_back(decision.pk, amina)
    assert Photo.objects.values("is_proof", "created_at").get(report=report) == before


def test_hiding_takes_a_report_out_of_the_pages_and_tells_its_author_why(report, alice, charlie, amina):
    decision = hidden(report.subject, amina)
    assert not visible_to(charlie).filter(pk=report.pk).exists()
    assert Notice.objects.get(kind="moderation.taken_away", person=alice).data["words"] == decision.words
    with pytest.raises(Exception, match="one_standing_decision_on_all_of_it"):
        Decision.objects.create(subject=report.subject, ground=Ground.SPAM, words="Twice.", decided_by=amina)


def test_hiding_twice_is_once_and_giving_back_too(report, charlie, alice, amina):
    assert hidden(report.subject, amina) == hidden(report.subject, amina)
    decision = Decision.objects.get()
    give_back(decision.pk, amina)
    give_back(decision.pk, amina)
    assert visible_to(charlie).filter(pk=report.pk).exists()
    assert Notice.objects.filter(kind="moderation.given_back", person=alice).count() == 1


def test_showing_again_never_opens_a_private_category(stage, alice, desk):
    report = reported(stage, alice, category=stage.housing)
    give_back(hidden(report.subject, desk).pk, desk)
    assert not Report.objects.get(pk=report.pk).is_public


def test_only_those_who_handle_a_report_decide_about_the_words_beside_it(report, bob, omar, amina):
    said = comment(report.pk, bob, "You fools, all of you.")
    with pytest.raises(RefusedError):
        hidden(said.subject, omar)
    with pytest.raises(RefusedError, match="Only the city"):
        hidden(said.subject, bob)
    take_away(said.subject, Taking(passages=("You fools, ",)), because(amina))
    assert Comment.objects.get(pk=said.pk).words == f"{CUT}all of you."
    decision = hidden(said.subject, amina)
    give_back(decision.pk, amina)
    with pytest.raises(LookupError):
        shelf_of(said.subject).let_go(thing_at(said.subject), None)
    with pytest.raises(LookupError):
        shelf_of(said.subject).take_back(thing_at(said.subject), None, {})


def test_nobody_gives_their_own_words_back(report, desk, dana):
    decision = hidden(comment(report.pk, dana, "You fools.").subject, desk)
    with pytest.raises(RefusedError, match="You wrote this yourself"):
        give_back(decision.pk, dana)
    decision.refresh_from_db()
    assert decision.lifted_at is None


def test_nobody_settles_flags_on_their_own_words(report, bob, dana, desk):
    said = comment(report.pk, dana, "You fools.")
    flag(said.subject, Ground.INSULT, "It is rude.", bob)
    for settle in (
        lambda: let_stay(said.subject, dana),
        lambda: take_away(said.subject, Taking(passages=("You",)), because(dana)),
    ):
        with pytest.raises(RefusedError, match="Somebody else of the city"):
            settle()
    assert Flag.objects.get().settled_at is None
    assert flagged_for(dana) == []
    assert [each.thing.subject for each in flagged_for(desk)] == [said.subject]


def test_notes_of_the_office_and_what_is_gone_are_no_contributions(report, amina):
    note = work.note(report.pk, amina, "Ask the contractor.")
    for subject in (note.subject, "reports.comment:nothing", "reports.report:nothing", "nobody.thing:abc"):
        with pytest.raises(AbsentError):
            thing_at(subject)
        with pytest.raises(AbsentError):
            thing_at(subject, lock=True)
    assert things_at([note.subject, "nobody.thing:abc", report.subject]).keys() == {report.subject}


def test_who_flagged_something_is_told_what_became_of_it(report, bob, charlie, amina):
    flag(report.subject, Ground.PERSONAL_DATA, "It names Jo.", bob)
    assert cut_out(report, amina, "Jo Miller").flagged
    flag(report.subject, Ground.INSULT, "It is rude.", charlie)
    flag(report.subject, Ground.INSULT, "", None)
    assert let_stay(report.subject, amina) == 2
    assert Notice.objects.get(kind="moderation.flag_looked_at", person=bob).data["stays"] is False
    assert Notice.objects.get(kind="moderation.flag_looked_at", person=charlie).data["stays"] is True
    assert not Flag.objects.filter(settled_at=None).exists()


def test_after_a_year_the_original_goes_and_cannot_come_back(stage, alice, amina, clock):
    report, upload = with_photo(stage, alice)
    cut = cut_out(report, amina, "dark")
    taken = take_away(report.subject, Taking(photos=(upload.public_id,)), because(amina))[0]
    clock.shift(timedelta(days=366))
    let_go()
    throw_away_unclaimed()
    assert not Original.objects.exists()
    for decision in (cut, taken):
        with pytest.raises(RefusedError, match="not kept any more"):
            give_back(decision.pk, amina)
    assert words_of(report) == f"It is {CUT}."
    assert not Upload.objects.filter(pk=upload.pk).exists()
    cut_out(report, amina, "It")
    assert words_of(report) == f"{CUT} is {CUT}.", "what was cut before stays cut"


def test_whose_words_go_with_the_account_leaves_no_original_behind(stage, alice, bob, amina):
    report = reported(stage, alice, words=WORDS)
    said = comment(report.pk, bob, "You fools, all of you.")
    cut_out(report, amina, "Jo Miller")
    take_away(said.subject, Taking(passages=("You fools, ",)), because(amina))
    erase(alice, words_too=True)
    erase(bob, words_too=True)
    assert not Original.objects.exists()


def test_a_photograph_taken_away_goes_with_the_account_of_who_sent_it(
    stage, alice, amina, django_capture_on_commit_callbacks
):
    report, upload = with_photo(stage, alice)
    decision = take_away(report.subject, Taking(photos=(upload.public_id,)), because(amina))[0]
    with django_capture_on_commit_callbacks(execute=True):
        erase(alice, words_too=True)
    decision.refresh_from_db()
    assert decision.upload is None
    assert not default_storage.exists(upload.file_of(Size.LARGE))


def test_the_demo_can_be_loaded_twice(stage, desk):
    seed()
    seed()
    assert Decision.objects.count() == 1
    assert CUT in Report.objects.get().words


def test_the_demo_does_without_a_city(db):
    seed()
    assert not Decision.objects.exists()


def test_removed_advertising_narrows_what_its_author_may_until_it_is_given_back(report, alice, amina):
    taken = take_away(report.subject, Taking(whole=True), because(amina, ground=Ground.SPAM))
    assert standing_of(alice).set_back
    give_back(taken[0].pk, amina)
    assert not standing_of(alice).set_back
    cut_out(report, amina, "Jo Miller")
    assert not standing_of(alice).set_back
