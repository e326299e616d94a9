"""One line of Boston's file."""

from datetime import UTC, datetime, timedelta

import pytest

from parvis.services.boston311.rules import (
    LAST_OPENING,
    PUBLISHED_AT,
    End,
    UnusableRowError,
    is_on_time,
    original_of,
    read_case,
    says_duplicate,
)

ROW = {
    "CASE_ENQUIRY_ID": "101001240735",
    "OPEN_DT": "01/01/2015 12:25:23 AM",
    "TARGET_DT": "01/16/2015 08:30:00 AM",
    "CLOSED_DT": "01/02/2015 04:17:43 PM",
    "OnTime_Status": "ONTIME",
    "CASE_STATUS": "Closed",
    "CLOSURE_REASON": "Case Closed Duplicate of Existing Case duplicate of existing w/o",
    "CASE_TITLE": "PRINTED",
    "REASON": "Street Lights",
    "TYPE": "Street Light Outages",
    "QUEUE": "PWDx_Street Light Outages",
    "Department": "PWDx",
    "Location": "145-151 Ipswich St  Boston  MA  02215",
    "neighborhood": "Fenway",
    "LATITUDE": "42.3474",
    "LONGITUDE": "-71.0944",
}


def test_a_row_becomes_a_case_in_the_city_s_time_zone():
    case = read_case(ROW)
    assert case.opened_at == datetime(2015, 1, 1, 5, 25, 23, tzinfo=UTC)
    assert case.due_at == datetime(2015, 1, 16, 13, 30, tzinfo=UTC)
    assert case.closed_at == datetime(2015, 1, 2, 21, 17, 43, tzinfo=UTC)
    assert (case.address, case.end, case.on_time) == ("145-151 Ipswich St", End.DUPLICATE, True)


def test_noon_and_midnight_are_told_apart():
    noon = read_case({**ROW, "OPEN_DT": "01/01/2015 12:25:23 PM"}).opened_at
    assert noon - read_case(ROW).opened_at == timedelta(hours=12)


def test_summer_time_is_an_hour_nearer():
    row = {
        **ROW,
        "OPEN_DT": "06/01/2015 08:00:00 AM",
        "TARGET_DT": "",
        "CLOSED_DT": "",
        "CASE_STATUS": "Open",
    }
    assert read_case(row).opened_at == datetime(2015, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("location", "address"),
    [
        ("INTERSECTION of A St & B St  Boston  MA", "A St & B St"),
        ("33 Beacon St  Boston  MA  02108", "33 Beacon St"),
        ("", ""),
    ],
)
def test_the_address_is_the_part_before_the_town(location, address):
    assert read_case({**ROW, "Location": location}).address == address


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"CASE_ENQUIRY_ID": ""}, "no number"),
        ({"TYPE": " "}, "no type"),
        ({"OPEN_DT": ""}, "no opening time"),
        ({"OPEN_DT": "2015-01-01"}, "opening time cannot be read"),
        ({"OPEN_DT": "02/30/2015 01:00:00 AM"}, "opening time cannot be read"),
        ({"TARGET_DT": "13:00"}, "target time cannot be read"),
        ({"TARGET_DT": "12/31/2014 08:30:00 AM"}, "target is before"),
        ({"CLOSED_DT": "01/01/2015 12:20:00 AM"}, "closed before it was opened"),
        ({"CLOSED_DT": ""}, "says otherwise"),
        ({"CASE_STATUS": "Open"}, "says otherwise"),
        ({"CASE_STATUS": "Perhaps"}, "status is unknown"),
        ({"LATITUDE": ""}, "no place"),
        ({"LATITUDE": "142"}, "not on Earth"),
    ],
)
def test_a_row_that_cannot_be_a_report_says_why(changes, reason):
    with pytest.raises(UnusableRowError, match=reason):
        read_case({**ROW, **changes})


def test_two_clocks_of_the_city_may_be_two_minutes_apart():
    case = read_case({**ROW, "CLOSED_DT": "01/01/2015 12:24:50 AM"})
    assert case.closed_at == case.opened_at


@pytest.mark.parametrize(
    ("closed", "at", "expected"),
    [
        ("01/16/2015 08:30:00 AM", PUBLISHED_AT, True),
        ("01/16/2015 08:30:01 AM", PUBLISHED_AT, False),
        ("", LAST_OPENING, False),
        ("", datetime(2015, 1, 10, tzinfo=UTC), True),
    ],
)
def test_on_time_is_closed_by_the_target_or_still_possible(closed, at, expected):
    status = "Closed" if closed else "Open"
    assert is_on_time(read_case({**ROW, "CLOSED_DT": closed, "CASE_STATUS": status}), at) is expected


def test_without_a_target_there_is_no_verdict():
    assert is_on_time(read_case({**ROW, "TARGET_DT": ""}), PUBLISHED_AT) is None


@pytest.mark.parametrize(
    ("text", "end", "words"),
    [
        ("Case Closed Case Resolved", End.DONE, ""),
        (
            "Case Closed NOVIO: No Violation Found/No Cause",
            End.NOT_FOUND,
            "NOVIO: No Violation Found/No Cause",
        ),
        (
            "Case Closed ROA: Refer to Other Agency/Division",
            End.NOT_OURS,
            "ROA: Refer to Other Agency/Division",
        ),
        ("Case Closed Case Noted", End.NO_ACTION, "Case Noted"),
        ("Case Closed :", End.DONE, ""),
    ],
)
def test_the_city_s_closing_text_says_how_it_ended(text, end, words):
    case = read_case({**ROW, "CLOSURE_REASON": text})
    assert (case.end, case.closing_words) == (end, words)


@pytest.mark.parametrize(
    "words",
    [
        "Case Closed Duplicate of Existing Case 101001289805 duplicate case #",
        "Case Closed Duplicate of Existing Case See CRM#1289805",
        "Case Closed Case Noted duplicate of crm #289805  work order issued 12/16/2014.",
        "Case Closed. Closed date : 2015-06-10 09:21:20.69 Duplicate of Existing Case Refer to Case 101001289805",
        "Case Closed Duplicate of Existing Case 101001240735 is a duplicate of 101001289805",
    ],
)
def test_a_duplicate_names_its_original_in_many_ways(words):
    case = read_case(ROW | {"CLOSURE_REASON": words})
    assert says_duplicate(case)
    assert original_of(case) == "101001289805"


@pytest.mark.parametrize(
    "words",
    [
        "Case Closed Duplicate of Existing Case",
        "Case Closed. Closed date : 2015-05-05 14:25:10.563 Case Invalid Duplicate",
        "Case Closed Duplicate of Existing Case 101001240735",
        "Case Closed Case Noted See CRM#1289805",
    ],
)
def test_where_the_city_names_no_other_case_there_is_no_original(words):
    assert original_of(read_case(ROW | {"CLOSURE_REASON": words})) is None
