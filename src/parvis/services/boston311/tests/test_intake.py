"""The file as a whole, and the real one against the city's own words."""

import csv
import gzip
import io
from collections import Counter
from datetime import timedelta

import pytest

from parvis.kernel.people.seeds import seed as seed_people
from parvis.kernel.places.models import Name
from parvis.kernel.places.seeds import seed_places
from parvis.services.boston311.actions import import_file, learn_places
from parvis.services.boston311.cli import import_boston
from parvis.services.boston311.queries import UnusableFileError, cases
from parvis.services.boston311.rules import COLUMNS, LAST_OPENING, PUBLISHED_AT, Case, is_on_time
from parvis.services.boston311.seeds import requests_file
from parvis.services.boston311.tests.test_rules import ROW
from parvis.services.reports.models import Category, Report
from parvis.services.reports.seeds import seed as seed_reports


@pytest.fixture
def boston(db):
    seed_places()
    seed_people()
    seed_reports()


def written(path, *rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, sorted(COLUMNS))
    writer.writeheader()
    writer.writerows(rows)
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def quiet(done, whole):
    pass


def test_a_file_comes_in_and_a_second_time_nothing_is_new(boston, tmp_path):
    rows = [{**ROW, "CASE_ENQUIRY_ID": str(number)} for number in range(5)]
    path = written(tmp_path / "b.csv.gz", *rows, {**ROW, "LATITUDE": ""})
    assert import_boston(path, quiet).splitlines()[-1] == "6 read, 5 new, 0 known, 1 refused"
    assert import_boston(path, quiet).splitlines()[-1] == "6 read, 0 new, 5 known, 1 refused"
    assert Report.objects.count() == 5


def test_refused_rows_are_listed_with_line_number_and_reason(boston, tmp_path):
    path = written(
        tmp_path / "b.csv", ROW, {**ROW, "CASE_ENQUIRY_ID": "7", "LATITUDE": ""}, {**ROW, "TYPE": ""}
    )
    lines = import_boston(path, quiet).splitlines()
    assert "       1  It has no place." in lines
    assert "  line 3  7  It has no place." in lines


def test_an_unknown_department_is_refused_with_its_name(boston, tmp_path):
    path = written(tmp_path / "b.csv", {**ROW, "Department": "MOON", "QUEUE": "x"})
    assert "Its department is unknown: MOON." in import_boston(path, quiet)


def test_the_office_comes_from_the_queue_then_from_the_department(boston, tmp_path):
    rows = [ROW, {**ROW, "CASE_ENQUIRY_ID": "2", "QUEUE": "PWDx_District 02", "TYPE": "Graffiti Removal"}]
    import_file(written(tmp_path / "b.csv", *rows), quiet)
    found = dict(Report.objects.order_by("pk").values_list("category__slug", "office__slug"))
    assert found == {"street-light": "street-lighting", "graffiti": "public-works"}


def test_a_type_that_residents_are_not_offered_gets_a_category_of_its_own(boston, tmp_path):
    import_file(written(tmp_path / "b.csv", {**ROW, "TYPE": "Space Ship Landing"}), quiet)
    made = Category.objects.get(slug="boston-space-ship-landing")
    assert (made.names["en"], made.is_offered, str(made.group)) == (
        "Space Ship Landing",
        False,
        "Street Lights",
    )


def test_another_file_is_refused_with_what_it_lacks(boston, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(UnusableFileError, match="lacks columns"):
        import_file(path, quiet)


def test_in_the_demo_what_closes_tomorrow_is_still_open_today(boston, tmp_path):
    path = written(tmp_path / "b.csv", ROW)
    before_closing = read_opening(path) + timedelta(hours=1)
    import_file(path, quiet, as_of=before_closing)
    report = Report.objects.get()
    assert (report.state, report.closing, report.closing_words) == ("open", "", "")
    assert report.promise.moves_at == report.promise.due_at


def read_opening(path):
    return next(case.opened_at for _line, _row, case in cases(path))


def test_addresses_of_the_file_can_be_searched(boston, tmp_path):
    assert learn_places(cases(written(tmp_path / "b.csv", ROW))) == 1
    assert Name.objects.filter(text="145-151 Ipswich St").exists()


def test_our_verdict_on_every_real_request_is_the_city_s():
    """All rows of the published file: `docs/reference/boston-311.md` lists the exceptions, of which there are none."""
    seen, refused = Counter(), []
    last = None
    for _line, _row, case in cases(requests_file()):
        if not isinstance(case, Case):
            refused.append(case)
            continue
        last = max(last, case.opened_at) if last else case.opened_at
        verdict = is_on_time(case, PUBLISHED_AT)
        if verdict is not None and case.on_time is not None:
            seen[verdict == case.on_time] += 1
    assert refused == []
    assert last == LAST_OPENING
    assert seen == {True: 43490}
