"""A city leaves: everything goes into one archive and comes back elsewhere, each field and each byte of it."""

import gzip
import http.client
import io
import os
import re
import signal
import subprocess
import sys
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings as house
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from psycopg import sql

from parvis.interfaces.cli.registry import seeds
from parvis.kernel.database.location import PROJECT
from parvis.kernel.database.tables import AS_TEXT, sequences, tables
from parvis.kernel.exit.rules import LEFT_OUT
from parvis.kernel.exit.writing import write_everything
from parvis.kernel.files.models import Upload
from parvis.kernel.files.rules import Size
from parvis.kernel.journal.queries import size
from parvis.kernel.people.demo import PASSWORD
from parvis.kernel.people.models import Person
from parvis.kernel.testing.databases import second_database
from parvis.kernel.testing.site import free_port
from parvis.services.boston311 import seeds as boston311
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import photo
from tests.faults.conftest import address_of_this_test

pytestmark = [pytest.mark.fault, pytest.mark.long, pytest.mark.django_db(transaction=True)]
REQUESTS = 600


@pytest.fixture
def demo(monkeypatch, tmp_path, settings):
    """The demo city with the seeds of every room; of Boston's requests only the first."""
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.Argon2PasswordHasher"
    ]  # as the other installation reads
    with gzip.open(boston311.requests_file(), "rt") as whole:
        few = "".join(line for line, _number in zip(whole, range(REQUESTS), strict=False))
    (tmp_path / "few.csv.gz").write_bytes(gzip.compress(few.encode()))
    monkeypatch.setattr(boston311, "requests_file", lambda: tmp_path / "few.csv.gz")
    for seed in seeds():
        seed.plant()


def test_a_city_leaves_with_everything_and_starts_again_elsewhere(demo, tmp_path, mailoutbox):
    a_row_that_is_hard_to_write_down()
    file = tmp_path / "city.zip"
    written = write_everything(file, lambda *_: None)
    assert file.stat().st_mode & 0o077 == 0
    assert written.missing == 0
    with second_database() as address:
        elsewhere = {"DATABASE_URL": address, "PARVIS_DATA": str(tmp_path / "elsewhere")}
        brought = parvis("import", "everything", str(file), **elsewhere)
        assert brought.returncode == 0, brought.stderr
        assert f"Brought in {written.rows} rows" in brought.stdout
        assert "Its secret key is another" in brought.stdout
        everything_is_the_same(address)
        every_file_is_the_same(tmp_path / "elsewhere/media")
        city = tmp_path / "elsewhere/brought-in/city.toml"
        assert city.read_bytes() == house.CITY_FILE.read_bytes()
        verified = parvis("verify", **elsewhere)
        assert f"{size()} entries" in verified.stdout
        again = parvis("import", "everything", str(file), **elsewhere)
        assert again.returncode == 1
        assert "This installation is in use" in again.stderr
        everything_is_the_same(address)
        somebody_signs_in_and_the_next_row_is_new(elsewhere, address)


def a_row_that_is_hard_to_write_down():
    """Words that look like the archive's own signs, a word that is empty and one that is not there."""
    report = Report.objects.order_by("pk").first()
    report.words = 'A "quoted", comma\r\nand \\N, \\., \t tab, émoji 🕯 and مصباح'
    report.save(update_fields=["words"])
    photo_of_a_lamp = photo()
    default_storage.save("uploads/zz/orphan-large.jpg", ContentFile(b"nobody's"))
    upload = Upload.objects.create(
        purpose="report",
        sha256="0" * 64,
        mime="image/jpeg",
        width=64,
        height=48,
        bytes=1,
        appearance=-(2**63),
    )
    for each in Size:
        default_storage.save(upload.file_of(each), photo_of_a_lamp)


def rows_of(cursor, name):
    cursor.execute(sql.SQL("SELECT t::text FROM {} t ORDER BY 1").format(sql.Identifier(name)))
    return [row for (row,) in cursor.fetchall()]


def everything_is_the_same(address):
    """Every table, every column, every row, every sequence."""
    with psycopg.connect(address_of_this_test()) as here, psycopg.connect(address) as there:
        ours, theirs = here.cursor(), there.cursor()
        ours.execute(AS_TEXT)
        theirs.execute(AS_TEXT)
        known = tables(ours)
        assert tables(theirs) == known
        filled = 0
        for name in set(known) - set(LEFT_OUT):
            found = rows_of(ours, name)
            assert rows_of(theirs, name) == found, name
            filled += bool(found)
        assert filled >= 55
        assert sequences(theirs) == sequences(ours)
        steps = "SELECT app, name FROM django_migrations ORDER BY 1, 2"
        assert theirs.execute(steps).fetchall() == ours.execute(steps).fetchall()


def every_file_is_the_same(media):
    names = {upload.file_of(each) for upload in Upload.objects.all() for each in Size}
    assert len(names) >= 4
    there = {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}
    assert there == names, "all that rows name, and nobody's orphans"
    for name in names:
        with default_storage.open(name) as file:
            assert (media / name).read_bytes() == file.read()


def somebody_signs_in_and_the_next_row_is_new(elsewhere, address):
    port = free_port()
    program = subprocess.Popen(
        command("serve", "--no-worker"),
        cwd=PROJECT,
        env=surroundings(**elsewhere, PARVIS_PORT=str(port)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        said = []
        for line in program.stdout:
            said.append(line)
            if line.startswith("Ctrl-C"):
                break
        else:
            raise AssertionError("".join(said))
        browser = Browser(port)
        some_report = Report.objects.filter(is_public=True).order_by("pk").first()
        assert browser.get(f"/reports/{some_report.public_id}/")[0] == 200
        page = browser.get(reverse("account_login"))[1]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
        alice = Person.objects.get(email__startswith="alice@")
        wrong = {"csrfmiddlewaretoken": token, "login": alice.email, "password": "something else"}
        assert browser.post(reverse("account_login"), wrong)[0] == 200
        status, _page = browser.post(reverse("account_login"), wrong | {"password": PASSWORD})
        assert status == 302
        status, mine = browser.get(reverse("site:me"))
        assert (status, alice.public_name in mine) == (200, True)
        with psycopg.connect(address) as there:
            assert there.execute("SELECT count(*) FROM usersessions_usersession").fetchone() == (1,)
    finally:
        program.send_signal(signal.SIGINT)
        program.communicate()


class Browser:
    """Somebody's browser, as little of it as is needed: it keeps cookies."""

    def __init__(self, port):
        self.port = port
        self.cookies = {}

    def get(self, path):
        return self._ask("GET", path, None)

    def post(self, path, fields):
        return self._ask("POST", path, urlencode(fields))

    def _ask(self, method, path, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _equals, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        text = io.TextIOWrapper(answer, encoding="utf-8").read()
        connection.close()
        return answer.status, text


def surroundings(**settings):
    unset = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PARVIS_DATA")
    return {name: value for name, value in os.environ.items() if name not in unset} | settings


def command(*words):
    return [sys.executable, "-P", "-m", "parvis.interfaces.cli", *words]


def parvis(*words, **settings):
    return subprocess.run(
        command(*words),
        cwd=PROJECT,
        env=surroundings(**settings),
        capture_output=True,
        text=True,
        check=False,
    )
