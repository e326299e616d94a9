"""Mail down, disk full, clocks that jump, hands that press twice."""

from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core.files.storage import FileSystemStorage
from django.db import connection

from parvis.kernel.clock import now
from parvis.kernel.files.actions import UnusableFileError, store_photo
from parvis.kernel.files.models import Upload
from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.queries import broken_links
from parvis.kernel.notices.models import Delivery, Notice
from parvis.kernel.testing.site import free_port
from parvis.services.reports.actions.opening import NewReport, open_report
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import HERE, photo, reported

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]


class Postbox:
    """A mail server that keeps what it is given."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  (aiosmtpd's own name)
        self.letters.append(envelope)
        return "250 Taken"


def make_due():
    """As if the pause before the next try had passed."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")


@pytest.fixture
def work(beside):
    """Lets a worker of its own do what is due, with a mail server at this port or with none."""

    def do(port):
        options = {"host": "127.0.0.1", "port": port, "timeout": 2}
        mailers = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
        code = (
            f"from django.conf import settings\nsettings.MAILERS = {mailers!r}\n"
            "from parvis.kernel.jobs.running import run_worker\nrun_worker(wait=False)"
        )
        program = beside(code)
        _out, complaint = program.communicate()
        assert program.returncode == 0, complaint

    return do


def test_letters_wait_while_the_mail_server_is_down_and_go_out_once(city, alice, work):
    port = free_port()
    report = reported(city, alice)
    work(port)
    assert Notice.objects.filter(person=alice).exists(), "The page tells it all the same."
    assert Report.objects.get().state == report.state
    assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.WAITING}
    postbox = Postbox()
    server = Controller(postbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        make_due()
        work(port)
        make_due()
        work(port)
    finally:
        server.stop()
    to_alice = [letter for letter in postbox.letters if alice.email in letter.rcpt_tos]
    assert len(to_alice) == Delivery.objects.filter(notice__person=alice).count() == 1
    assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.SENT}


class FullDisk(FileSystemStorage):
    """A folder on a disk without room: the kernel itself refuses the bytes."""

    def _save(self, name, content):
        with open("/dev/full", "wb") as full:  # noqa: PTH123  (a device, not a path of ours)
            full.write(content.read())
        return name


def test_a_photograph_finds_the_disk_full_and_the_report_goes_on_without_it(city, alice, settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.FullDisk"}}
    with pytest.raises(UnusableFileError, match="no room"):
        store_photo(photo(), alice, "reports.photo")
    assert not Upload.objects.exists()
    assert reported(city, alice).words == "It is dark."


def test_the_clock_jumps_back_and_the_journal_still_holds_together(city, alice, travel_to):
    with travel_to(now()) as clock:
        first = reported(city, alice)
        clock.shift(-timedelta(hours=30))
        second = reported(city, alice)
        clock.shift(timedelta(days=400))
        third = reported(city, alice)
    assert not list(broken_links())
    assert Entry.objects.filter(verb="reports.report.opened").count() == 3
    for each in (first, second, third):
        assert each.promise.due_at > each.opened_at


def test_a_nervous_finger_sends_one_report(city, alice, together):
    new = NewReport(category=city.light, lat=HERE[0], lon=HERE[1], words="Dark.", author=alice, key="nervous")
    sent = together(*[lambda: open_report(new)] * 4)
    assert len({report.public_id for report in sent}) == 1
    assert Report.objects.count() == 1
    assert Entry.objects.filter(verb="reports.report.opened").count() == 1


def test_the_same_form_posted_twice_by_a_bad_network_is_one_report(city, alice, live_site, sign_in):
    """Through the program interface, where a repeat carries the same key."""
    body = {
        "category": "street-light",
        "lat": HERE[0],
        "lon": HERE[1],
        "words": "Dark.",
        "answers": {"how_many": "one"},
        "key": "again",
    }
    browser = sign_in(alice)
    answers = [
        browser.post("/api/v1/reports", body, "application/json", headers={"Idempotency-Key": "again"})
        for _ in range(2)
    ]
    assert {answer.status_code for answer in answers} <= {200, 201}, answers[0].content
    assert answers[0].json()["number"] == answers[1].json()["number"]
    assert Report.objects.count() == 1
