"""What is sent in as a photograph, what leaves as data, and where this server may be sent."""

import csv
import io

import pytest
from PIL import Image

from parvis.kernel.files.models import Upload
from parvis.kernel.files.rules import MOST_BYTES
from parvis.kernel.files.tests.pictures import photo, png_bomb, sent, with_place, zipped
from parvis.kernel.outbound import ForbiddenAddressError, fetch
from parvis.kernel.testing.cast import office
from parvis.services.reports.actions.setup import Family, Kind, keep_category, keep_group, keep_route
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import HERE, reported
from tests.security.conftest import words_of

pytestmark = pytest.mark.django_db

SPOT = {"spot_address": "", "spot_lat": str(HERE[0]), "spot_lon": str(HERE[1])}
WORDS = "Dark since Monday, and the stairs are steep."
SCRIPT = b"<script>alert(document.domain)</script>"
BAD = {
    "a bomb": (png_bomb, "bomb.png"),
    "a picture and a ZIP": (lambda: photo() + zipped(), "photo.jpg"),
    "a picture and HTML": (lambda: photo() + SCRIPT, "photo.jpg"),
    "HTML": (lambda: b"<!doctype html>" + SCRIPT, "photo.jpg"),
    "an SVG": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "lamp.svg"),
    "a name that leads elsewhere": (lambda: b"MZ", "../../../etc/passwd.jpg"),
    "a name with a NUL": (lambda: SCRIPT, "photo.html\0.jpg"),
    "too much": (lambda: photo() + b"\0" * MOST_BYTES, "photo.jpg"),
    "nothing": (lambda: b"", "photo.jpg"),
}


@pytest.fixture
def details(stage, grace):
    """Sends the page of the details: `details(file)`."""
    grace.post("/reports/new/where/", SPOT)
    grace.post("/reports/new/what/", {"category": "street-light"})

    def send(*files):
        given = {"q_how_many": "one", "words": WORDS, "photos": files}
        return grace.post("/reports/new/details/", given)

    return send


@pytest.mark.parametrize(("make", "name"), BAD.values(), ids=BAD)
def test_the_page_refuses_what_is_no_photograph_and_keeps_the_words(details, make, name):
    answer = details(sent(make(), name))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert WORDS in page
    assert 'aria-invalid="true"' in page or "error-summary" in page
    assert SCRIPT.decode() not in page
    assert not Upload.objects.exists()


def test_the_page_takes_four_photographs_and_no_more(details):
    answer = details(*(sent(photo(), f"{number}.jpg") for number in range(5)))
    assert "4" in words_of(answer) or "four" in words_of(answer)
    assert not Upload.objects.exists()


def test_a_flood_of_files_is_refused_before_they_are_read(details):
    answer = details(*(sent(b"x", f"{number}.jpg") for number in range(40)))
    assert answer.status_code == 400
    assert "too large" in words_of(answer)


def test_what_is_shown_is_a_picture_made_anew_that_tells_nothing(details, grace):
    details(sent(with_place(), "me at home.jpg"))
    grace.post("/reports/new/same/")
    grace.post("/reports/new/contact/", {"how": "nobody"})
    grace.post("/reports/new/check/")
    upload = Report.objects.get().photos.get().upload
    answer = grace.get(upload.address)
    content = answer.getvalue()
    assert b"Secret" not in content
    assert not Image.open(io.BytesIO(content)).getexif()
    assert "home" not in upload.address
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Type"].startswith("image/")


@pytest.mark.parametrize("start", ["=cmd|'/C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1"])
def test_no_cell_of_the_open_data_runs_in_a_spreadsheet(stage, alice, grace, start):
    trap = office("trap")
    type(trap).objects.filter(pk=trap.pk).update(slug=start)
    trap.refresh_from_db()
    family = Family("traps", {"en": "Traps"}, "warning")
    kind = keep_category(Kind("trap", {"en": "Trap"}, family, promise_minutes=60), keep_group(family))
    keep_route(trap, kind)
    reported(stage, alice, category=kind)
    file = grace.get("/data/reports.csv").getvalue().decode("utf-8-sig")
    (row,) = list(csv.DictReader(io.StringIO(file)))
    assert row["category"] == "trap"
    assert not any(value.startswith(("=", "+", "@", "\t", "\r", "-1+")) for value in row.values())
    assert start.strip()[1:4] in row["office"], "Defused, not lost."


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:5432/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://0x7f000001/",
        "http://2130706433/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://name:secret@example.org/",
    ],
)
def test_this_server_is_not_sent_into_the_city_s_own_network(address):
    with pytest.raises(ForbiddenAddressError):
        fetch(address)
