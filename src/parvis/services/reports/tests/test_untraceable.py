"""Places and hours of one person are a trace that leads home, even without a name."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from parvis.kernel.files.actions import store_photo
from parvis.kernel.files.models import Upload
from parvis.kernel.keeping.actions import erase
from parvis.kernel.people.models import Person
from parvis.kernel.testing.written import everything_written
from parvis.kernel.trust.actions import flag
from parvis.kernel.trust.models import Flag
from parvis.kernel.trust.rules import Ground
from parvis.kernel.verification.queries import broken_links
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import comment, follow, look_again
from parvis.services.reports.models import Comment, Report, Vote
from parvis.services.reports.queries.merged import answers_among, looks_at
from parvis.services.reports.rules import Closing, Finding
from parvis.services.reports.tests.stage import photo, reported

pytestmark = pytest.mark.django_db


def test_nobody_can_tell_any_more_that_two_things_were_done_by_one_person(stage, alice, bob):
    number = alice.public_id
    reported(stage, alice, shows_name=True)
    others = reported(stage, bob)
    comment(others.pk, alice, "Still dark on my way home.")
    look_again(others.pk, alice, fixed=False)
    before = [line for line in everything_written().splitlines() if number in line]
    assert len([line for line in before if "reports." in line]) >= 3
    erase(alice)
    left = [line for line in everything_written().splitlines() if number in line]
    assert len([line for line in left if f"people.person:{number}" not in line]) == 1, "the emptied account"
    assert not list(broken_links())


def together_by(person):
    """The links of all tables by which two rows or more can be told to be this person's."""
    links = [
        field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model is Person
    ]
    return {
        f"{field.model._meta.label}.{field.name}"
        for field in links
        if field.model._base_manager.filter(**{field.name: person}).count() > 1
    }


def busy(stage, person, others):
    """Everything twice that one can do with reports, and for the city what an official does."""
    for report in others:
        picture = store_photo(photo(), owner=person, purpose="reports.photo")
        reported(stage, person, photos=(picture.public_id,), shows_name=True)
        said = comment(report.pk, person, "Still dark on my way home.")
        follow(report.pk, person)
        look_again(report.pk, person, fixed=True)
        flag(report.subject, Ground.INSULT, "", person)
        assert said.person == person


def test_no_two_rows_of_any_table_share_who_left(stage, alice, bob):
    busy(stage, alice, [reported(stage, bob) for _number in range(2)])
    assert {
        "reports.Report.author",
        "reports.Comment.person",
        "reports.Vote.person",
        "files.Upload.owner",
    } <= (together_by(alice))
    erase(alice)
    assert together_by(alice) == set()


def test_what_they_said_goes_on_to_count_and_is_nobodys(stage, alice, bob, charlie, amina, sign_in):
    report = reported(stage, alice, shows_name=True)
    work.close(report.pk, amina, Closing.DONE, "A new lamp is in.")
    for person in (bob, charlie):
        comment(report.pk, person, "Still dark on my way home.")
        look_again(report.pk, person, fixed=False)
    for person in (alice, bob, charlie):
        erase(person)
    look_again(report.pk, amina, fixed=True)
    report.refresh_from_db()
    looks = looks_at(report)
    assert (answers_among(looks, report), report.finding) == (3, Finding.NOT_FIXED)
    assert (report.author, report.shows_name) == (None, False)
    for path in (report.get_absolute_url(), f"/office/reports/{report.public_id}/"):
        text = sign_in(amina).get(path).content.decode()
        assert text.count("Still dark on my way home.") == 2
        assert "A resident" in text


def test_what_an_official_noted_stays_the_offices(stage, amina, mona, bob, sign_in):
    report = reported(stage, bob)
    work.note(report.pk, amina, "The contractor is on holiday.")
    erase(amina)
    text = sign_in(mona).get(f"/office/reports/{report.public_id}/").content.decode()
    note = text[text.index('data-kind="note"') : text.index("The contractor is on holiday.")]
    assert "Street Lighting" in note
    assert "A resident" not in note


def test_nor_do_the_deeds_of_an_official_who_left(stage, amina, bob):
    for _number in range(2):
        report = reported(stage, bob)
        work.assign(report.pk, amina, amina)
        work.note(report.pk, amina, "The contractor is on holiday.")
        work.answer(report.pk, amina, "Next week.")
        picture = store_photo(photo(), owner=amina, purpose="reports.photo").public_id
        work.close(report.pk, amina, Closing.DONE, "A new lamp is in.", proof=[picture])
    erase(amina)
    assert together_by(amina) == set()


def test_nor_do_those_of_people_who_were_erased_before_that(stage, alice, bob, charlie):
    """The migrations forget them; of those who are here they forget nothing."""
    erase(alice)
    busy(stage, bob, [reported(stage, charlie) for _number in range(2)])
    busy(stage, charlie, [reported(stage, bob) for _number in range(2)])
    for model, link in ((Report, "author"), (Comment, "person"), (Vote, "person"), (Flag, "person")):
        model.objects.filter(**{link: bob}).update(**{link: alice})
    Upload.objects.filter(owner=bob).update(owner=alice)
    assert len(together_by(alice)) == 5
    for room, number in (("services.reports", "0011"), ("kernel.files", "0003"), ("kernel.trust", "0005")):
        migration = import_module(f"parvis.{room}.migrations.{number}_nobodys").Migration
        with connection.cursor() as cursor:
            for each in migration.operations:
                cursor.execute(each.sql)
    assert together_by(alice) == set()
    assert len(together_by(charlie)) >= 5
