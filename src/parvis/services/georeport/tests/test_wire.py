"""Both forms say the same, whatever people typed."""

import json
from datetime import UTC, datetime
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from parvis.services.georeport.engine.wire import Body, written

ZONE = ZoneInfo("America/New_York")


@given(st.text())
def test_any_text_arrives_whole_but_for_what_xml_cannot_hold(text):
    body = Body("service_requests", [{"description": text}])
    read = ElementTree.fromstring(written(body, "xml", ZONE)).findtext("request/description") or ""
    possible = "".join(
        each
        for each in text
        if each in "\t\n\r" or "\x20" <= each <= "\ud7ff" or "\ue000" <= each <= "\ufffd" or each > "\uffff"
    )
    assert read == possible.replace("\r\n", "\n").replace("\r", "\n")
    assert json.loads(written(body, "json", ZONE))[0]["description"].replace("?", "") == text.encode(
        "utf-8", "replace"
    ).decode().replace("?", "")


@given(st.dictionaries(st.text(), st.text()))
def test_names_that_xml_does_not_know_do_not_break_it(named):
    ElementTree.fromstring(written(Body("attributes", [named]), "xml", ZONE))


def test_moments_carry_the_offset_of_the_city():
    body = Body("discovery", {"changeset": datetime(2026, 7, 1, 12, 0, 0, 999, tzinfo=UTC)})
    assert b"2026-07-01T08:00:00-04:00" in written(body, "xml", ZONE)
    assert json.loads(written(body, "json", ZONE)) == {"changeset": "2026-07-01T08:00:00-04:00"}


def test_what_is_empty_is_an_empty_element_and_null():
    body = Body("service_requests", [{"media_url": None, "fixed": True, "lat": 42.5}])
    assert b"<request><media_url></media_url><fixed>true</fixed><lat>42.5</lat></request>" in written(
        body, "xml", ZONE
    )
    assert json.loads(written(body, "json", ZONE)) == [{"media_url": None, "fixed": True, "lat": 42.5}]


def test_lists_are_wrapped_in_xml_and_bare_in_json():
    body = Body("services", [])
    assert written(body, "json", ZONE) == b"[]"
    assert b"<services></services>" in written(body, "xml", ZONE)
