"""Mail down, disk full, clocks that jump, hands that press twice."""

import http.client
import random
import shutil
import subprocess
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest
from aiosmtpd.controller import Controller
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from parvis.kernel.clock import now
from parvis.kernel.files.actions import UnusableFileError, store_photo
from parvis.kernel.files.models import Upload
from parvis.kernel.journal.models import Entry
from parvis.kernel.notices.models import Delivery, Notice
from parvis.kernel.promises.models import Promise
from parvis.kernel.testing.gates import gate_on
from parvis.kernel.testing.site import free_port
from parvis.kernel.trust.actions import TooManyError, allow
from parvis.kernel.trust.rules import Limit
from parvis.kernel.verification.queries import broken_links
from parvis.services.reports.actions.opening import NewReport, open_report
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import HERE, photo, reported
from tests.faults.postbox import Postbox

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]


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
    assert all(Delivery.objects.values_list("error", flat=True)), "The record tells why."
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
    to_alice = [letter for letter in postbox.letters if alice.email in letter["X-RcptTo"]]
    assert len(to_alice) == Delivery.objects.filter(notice__person=alice).count() == 1
    assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.SENT}
    assert min(Delivery.objects.values_list("tries", flat=True)) >= 2, (
        "The record tells that it took two tries."
    )


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


@pytest.fixture
def small_disk(tmp_path, settings):
    """A real disk of half a megabyte under the folder of the files; needs the right to mount."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if not mount or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("Nobody here may mount a small disk; run the suite as root, as .ci/run does.")
    settings.MEDIA_ROOT = folder
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    yield folder
    subprocess.run([umount, "-l", str(folder)], check=True)


def test_the_disk_fills_up_while_a_photograph_is_sent_and_the_words_are_kept(city, small_disk, grace):
    noise = BytesIO()
    Image.frombytes("RGB", (1200, 900), random.Random(7).randbytes(1200 * 900 * 3)).save(noise, "JPEG")
    grace.post("/reports/new/where/", {"spot_address": "", "spot_lat": HERE[0], "spot_lon": HERE[1]})
    grace.post("/reports/new/what/", {"category": "street-light"})
    sent = SimpleUploadedFile("noise.jpg", noise.getvalue())
    given = {"q_how_many": "one", "words": "Dark since Monday.", "photos": sent}
    answer = grace.post("/reports/new/details/", given)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "There is no room for the photograph at the moment." in page
    assert "Dark since Monday." in page
    assert not [path for path in small_disk.rglob("*") if path.is_file()], "Half a file stayed."
    assert not Upload.objects.exists()
    given["photos"] = photo("small.jpg")
    assert grace.post("/reports/new/details/", given).status_code == 302


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


def test_the_clock_jumps_a_year_and_back_and_nobody_is_locked_out_or_let_in(
    city, alice, amina, sign_in, travel_to
):
    limit = Limit("faults.jump", burst=2, per_hour=2)
    present = now()
    with travel_to(present) as clock:
        member, agent = sign_in(alice), sign_in(amina)
        assert agent.get("/office/reports/").status_code == 200
        clock.shift(timedelta(days=365))
        assert member.get("/account/profile/").status_code == 302, "The session is over."
        assert agent.get("/office/reports/").status_code == 302
        late = reported(city, alice)
        agent = sign_in(amina)
        assert agent.get("/office/reports/").status_code == 200
        for _turn in range(2):
            allow(limit, "alice")
        clock.move_to(present)
        with pytest.raises(TooManyError) as told:
            allow(limit, "alice")
        assert told.value.seconds <= 3600, "Nobody waits for a year."
        clock.shift(timedelta(hours=1))
        allow(limit, "alice")
        assert agent.get("/office/reports/").status_code == 302, "Nobody stays signed in for a year."
        early = reported(city, alice)
        assert early.promise.due_at < late.promise.due_at
        assert sign_in(amina).get("/office/reports/").status_code == 200
    assert not list(broken_links())


def test_a_nervous_finger_sends_one_report(city, alice, together):
    new = NewReport(category=city.light, lat=HERE[0], lon=HERE[1], words="Dark.", author=alice, key="nervous")
    sent = together(*[lambda: open_report(new)] * 4)
    assert len({report.public_id for report in sent}) == 1
    assert Report.objects.count() == 1
    assert Entry.objects.filter(verb="reports.report.opened").count() == 1


def test_the_last_button_is_pressed_four_times_at_once(city, live_site, grace, together):
    """Through the real server: the session, the token and the key are those of one page."""
    grace.post("/reports/new/where/", {"spot_address": "", "spot_lat": HERE[0], "spot_lon": HERE[1]})
    grace.post("/reports/new/what/", {"category": "street-light"})
    grace.post("/reports/new/details/", {"q_how_many": "one", "words": "Dark."})
    grace.post("/reports/new/same/")
    grace.post("/reports/new/contact/", {"how": "nobody"})
    body = urlencode(gate_on(grace.get("/reports/new/check/").content.decode()))
    cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in grace.cookies.items())
    token = {
        "Cookie": cookies,
        "X-CSRFToken": grace.cookies["csrftoken"].value,
        "Content-Type": "application/x-www-form-urlencoded",
    }

    def press():
        with closing(http.client.HTTPConnection("127.0.0.1", live_site.port, timeout=30)) as line:
            line.request("POST", "/reports/new/check/", body, token)
            answer = line.getresponse()
            answer.read()
            return answer.status, answer.headers["Location"]

    answers = together(*[press] * 4)
    assert {status for status, _where in answers} == {302}, answers
    assert "/reports/new/done/" in {where for _status, where in answers}
    assert Report.objects.count() == 1
    assert Entry.objects.filter(verb="reports.report.opened").count() == 1
    assert Promise.objects.count() == 1


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
