"""Everybody reads when the last backup was made and when one was last brought back; the office reads what to do."""

from datetime import timedelta

import pytest

from parvis.kernel.backups import cli
from parvis.kernel.backups.models import Drill, Fault
from parvis.kernel.backups.tests.pages import night
from parvis.kernel.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def set_up(settings):
    settings.BACKUP_FOLDER, settings.BACKUP_KEYS = "/backup", ["age1"]


def public(client):
    return client.get("/backups/").text


def drilled(days=0, **facts):
    return Drill.objects.create(at=now() - timedelta(days=days), **{"rows": 7, "backup": "one", **facts})


def test_everybody_reads_that_all_is_well(client):
    night(0)
    drilled(3)
    page = public(client)
    assert page.count("All is well") == 2
    assert "Last good drill:" in page


def test_a_drill_that_failed_is_told_to_everybody_without_particulars(client):
    night(0)
    drilled(3)
    drilled(fault=Fault.WRONG_KEY, detail="No matching keys found", rows=0)
    page = public(client)
    assert "The last try failed" in page
    assert "Last good drill:" in page
    assert "matching keys" not in page


def test_what_is_too_old_is_told(client):
    night(2)
    drilled(36)
    assert public(client).count("Longer ago than it should be") == 2


def test_an_installation_without_backups_says_so(client, settings):
    settings.BACKUP_KEYS = []
    page = public(client)
    assert "This installation makes no backups" in page
    assert "No drill yet" in page


def test_officials_read_why_and_what_to_do(client, dana):
    client.force_login(dana)
    page = client.get("/office/backups/").text
    assert "parvis backup now" in page
    assert "parvis backup drill --key FILE" in page
    night(0, fault=Fault.NO_ROOM, detail="[Errno 28]", bytes=0)
    page = client.get("/office/backups/").text
    assert "The disk was full." in page
    assert "[Errno 28]" in page


def test_officials_have_nothing_to_do_when_all_is_well(client, dana):
    night(0)
    drilled()
    client.force_login(dana)
    assert "Nothing. The last backup and the last drill succeeded." in client.get("/office/backups/").text


def test_residents_do_not_see_the_particulars(client, alice):
    client.force_login(alice)
    assert client.get("/office/backups/").status_code in {403, 404}


def test_the_doctor_says_what_to_do_about_old_ones():
    assert [each()[1] for each in cli.CHECKS] == [False, False]
    night(0)
    drilled()
    assert [each()[1] for each in cli.CHECKS] == [True, True]
