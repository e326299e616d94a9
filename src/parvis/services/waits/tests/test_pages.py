"""The page of waits as people meet it."""

import csv
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings

from parvis.kernel.clock import now
from parvis.kernel.commons.registry import dataset_called
from parvis.kernel.testing.answers import words_of
from parvis.services.reports.contracts import list_path
from parvis.services.waits.actions import count_anew
from parvis.services.waits.models import Wait
from parvis.services.waits.tests.stage import HERE, WEST, bring, told


def row_of(answer, name: str) -> str:
    rows = re.findall(r"<tr.*?</tr>", answer.content.decode(), re.S)
    found = next(row for row in rows if f"<bdi>{name}</bdi>" in row)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found)).replace("\u00a0", " ")


def table_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode())))


def test_everyone_reads_where_people_wait_longer_for_one_kind_of_problem(stage, grace):
    page = grace.get("/waits/?category=street-light")
    assert "More than chance, people wait longer in: West Side." in words_of(page)
    assert "More than chance, people wait less long in: East Side." in words_of(page)
    assert "longer, more than chance" in row_of(page, "West Side")
    assert "after day 8: 69 % still wait, elsewhere 0 %" in row_of(page, "West Side")
    assert re.search(r"9 days\s+likely 9 to 10", row_of(page, "West Side"))


def test_the_whole_city_stands_first_and_the_longer_waits_before_the_others(stage, grace):
    page = grace.get("/waits/?category=street-light").content.decode()
    table = page[page.index("<tbody>") :]
    assert table.index("The whole city") < table.index("West Side") < table.index("East Side")


def test_a_neighbourhood_and_a_kind_of_problem_make_three_sentences(stage, grace):
    page = words_of(grace.get("/waits/?category=street-light&area=west-side"))
    assert "West Side: half of these reports were closed within 9 days." in page
    assert "The whole city: half of these reports were closed within" in page
    assert "People wait longer here than in the rest of the city, and that is more than chance." in page


def test_a_neighbourhood_stands_beside_the_whole_city_for_every_kind(stage, grace):
    page = grace.get("/waits/?area=west-side")
    assert "People here wait longer for 1 kind of problem" in words_of(page)
    assert "could be chance" in row_of(page, "Tree needs care")
    assert "/waits/?category=tree&amp;area=west-side" in page.content.decode()


def test_the_first_page_says_where_to_begin(stage, grace):
    page = grace.get("/waits/")
    assert "For 1 kind of problem, people in some neighbourhoods wait longer" in words_of(page)
    assert "1 neighbourhood" in row_of(page, "Street light is out")
    assert re.search(
        r"1 kind of problem for which no neighbourhood waits longer.*Tree needs care\s*: 4 days",
        words_of(page),
    )
    assert "1 more with too few reports" in words_of(page)


def test_where_nobody_waits_longer_all_kinds_stand_in_the_table(stage, grace):
    Wait.objects.update(verdict="chance")
    page = grace.get("/waits/")
    assert "no neighbourhood" in row_of(page, "Tree needs care")
    assert "wait longer than chance explains" not in words_of(page)


@pytest.mark.parametrize(
    "address, said",
    [
        ("?category=danger&area=east-side", "East Side: too few reports to say how long people wait."),
        ("?category=danger&area=west-side", "West Side: too few reports to say how long people wait."),
        ("?category=danger&area=west-side", "There are too few reports here to compare."),
        ("?category=tree&area=west-side", "The difference to the rest of the city could be chance."),
        ("?category=tree", "No neighbourhood differs from the rest of the city by more than chance."),
        ("?category=tree&days=90", "Nothing to compare yet"),
        ("?area=west-side&days=90", "Reports opened in the last 90 days"),
    ],
)
def test_what_cannot_be_said_is_said_in_words(stage, grace, address, said):
    assert said in words_of(grace.get(f"/waits/{address}"))


def test_where_most_is_still_open_the_middle_is_not_known_yet(stage, grace):
    bring(*(told("danger", HERE, ago=30 + number % 5, promised=None) for number in range(30)))
    count_anew()
    page = grace.get("/waits/?category=danger&area=east-side")
    assert "East Side: so many are still open that the middle wait is not known yet." in words_of(page)
    assert "not known yet" in row_of(page, "East Side")
    assert "nothing fell due" in row_of(page, "East Side")


def test_a_middle_with_an_open_end_is_likely_so_many_days_or_more(stage, grace):
    many = [
        told("danger", HERE, ago=30, wait=2 if number < 18 else None, promised=None) for number in range(40)
    ]
    bring(*many, *(told("danger", HERE, ago=30, wait=25, promised=None) for _ in range(4)))
    count_anew()
    assert re.search(r"25 days\s+likely 2 or more", row_of(grace.get("/waits/?category=danger"), "East Side"))


def test_a_difference_that_the_middle_hides_is_told(stage, grace):
    for spot, late in ((HERE, 5), (WEST, 40)):
        bring(*(told("danger", spot, ago=60, wait=20 if number < late else 0.2) for number in range(100)))
    count_anew()
    page = words_of(grace.get("/waits/?category=danger&area=west-side"))
    assert "The middle wait is no longer here, but more reports wait beyond it." in page
    page = words_of(grace.get("/waits/?category=danger&area=east-side"))
    assert "The middle wait is no shorter here, but fewer reports wait beyond it." in page


@pytest.mark.parametrize(
    "nonsense", ["?category=atlantis", "?days=-1", "?days=9%2E5&area=boston", "?category=&area=&days="]
)
def test_nonsense_in_the_address_is_left_out(stage, grace, nonsense):
    assert words_of(grace.get(f"/waits/{nonsense}")) == words_of(grace.get("/waits/"))
    assert grace.get(f"/waits/table.csv{nonsense}").status_code == 200


def test_a_city_that_has_not_counted_yet_says_so(db, grace):
    assert "Reports are counted once a night" in words_of(grace.get("/waits/"))


def test_each_number_leads_to_the_reports_behind_it(stage, grace):
    page = grace.get("/waits/?category=street-light").content.decode()
    path = list_path("street-light", area="west-side", days=365, underway=True)
    assert path.replace("&", "&amp;") in page
    listed = grace.get(path).content.decode()
    assert listed.count('href="/reports/') >= 5
    assert "West Side" in listed


def test_kinds_with_few_reports_are_no_choice_but_can_be_asked_for(stage, grace):
    assert 'value="danger"' not in grace.get("/waits/").content.decode()
    assert re.search(r'value="danger"\s+selected', grace.get("/waits/?category=danger").content.decode())


def test_a_kind_that_residents_are_not_offered_can_still_be_listed(stage, grace):
    stage.tree.is_offered = False
    stage.tree.save()
    listed = grace.get(list_path("tree", days=365)).content.decode()
    assert re.search(r'<option value="tree"[^>]*selected', listed)
    assert "Street light is out</a>" not in listed


def test_the_table_can_be_taken_away_with_exact_numbers(stage, grace):
    answer = grace.get("/waits/table.csv?category=street-light&area=west-side")
    assert answer["Content-Type"].startswith("text/csv")
    assert settings.CITY.slug in answer["Content-Disposition"]
    rows = {row["area"]: row for row in table_of(answer)}
    assert set(rows) == {settings.CITY.slug, "east-side", "west-side"}
    west = rows["west-side"]
    assert (west["median"], west["verdict"], west["reports"], west["kept"]) == ("9", "longer", "45", "0")
    assert float(west["chance"]) < 0.001


def test_a_formula_in_a_name_stays_text_in_the_file(stage, grace):
    Wait.objects.filter(category="tree").update(category="=cmd")
    (row, *_more) = [row for row in table_of(grace.get("/data/waits.csv")) if "cmd" in row["category"]]
    assert row["category"] == "'=cmd"


def test_all_of_it_is_open_data_and_none_of_it_is_about_people(stage, grace):
    dataset = dataset_called("waits")
    rows = list(dataset.rows())
    assert len(rows) == Wait.objects.count()
    assert all(len(row) == len(dataset.fields) for row in rows)
    assert dataset.updated() == Wait.objects.first().counted_at
    assert not {"author", "email", "words", "latitude"} & set(dataset.names)


@pytest.mark.parametrize(
    "page, path",
    [("/", "/waits/"), ("/areas/west-side/", "/waits/?area=west-side"), ("/data/", "/data/waits/")],
)
def test_the_square_leads_to_it(stage, grace, page, path):
    assert f'href="{path}"' in grace.get(page).content.decode()


def test_the_page_says_when_it_was_counted(stage, grace, clock):
    clock.move_to(now() + timedelta(hours=5))
    assert "Counted 5 hours ago" in words_of(grace.get("/waits/"))


def test_the_page_takes_few_queries_however_many_lines_there_are(stage, grace, at_most):
    for path in (
        "/waits/",
        "/waits/?category=tree",
        "/waits/?area=east-side",
        "/waits/table.csv?area=east-side",
    ):
        grace.get(path)
        with at_most(7):
            assert grace.get(path).status_code == 200


def test_in_arabic_the_scale_runs_the_way_that_the_reader_reads(stage, grace):
    def middle_of(answer) -> float:
        row = next(r for r in re.findall(r"<tr.*?</tr>", answer.content.decode(), re.S) if "east-side" in r)
        return float(re.search(r'class="middle" x1="([\d.]+)"', row)[1])

    english = middle_of(grace.get("/waits/?category=street-light"))
    grace.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    assert middle_of(grace.get("/waits/?category=street-light")) == pytest.approx(100 - english, abs=0.02)
