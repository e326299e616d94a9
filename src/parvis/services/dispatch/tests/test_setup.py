"""A manager says where an office's reports go, and sees what is stuck."""

import pytest

from parvis.kernel.permissions.verdict import RefusedError
from parvis.services.dispatch.actions.sending import deliver_due
from parvis.services.dispatch.actions.setup import connect, disconnect
from parvis.services.dispatch.models import Channel, Parcel

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_only_managers_decide_where_reports_go(stage, amina, omar, alice):
    for person in (alice, amina, omar):
        with pytest.raises(RefusedError, match="Only managers"):
            connect(stage.lighting, person, "https://lights.example/v2", key="k", jurisdiction="", codes={})
        with pytest.raises(RefusedError, match="Only managers"):
            disconnect(stage.lighting, person)


def test_a_site_is_not_sent_to_itself(stage, mona, settings):
    with pytest.raises(RefusedError, match="this site"):
        connect(
            stage.lighting, mona, f"{settings.SITE_ADDRESS}/open311/v2", key="k", jurisdiction="", codes={}
        )


def test_a_manager_connects_an_office_on_its_page_and_the_key_is_never_shown(stage, mona, sign_in):
    browser = sign_in(mona)
    given = {
        "address": "https://lights.example/v2/",
        "key": "secret-4711",
        "codes": "street-light = 006\n* = 999",
    }
    assert browser.post("/office/dispatch/street-lighting/", given).status_code == 302
    made = Channel.objects.get()
    assert (made.address, made.key) == ("https://lights.example/v2", "secret-4711")
    assert made.codes == {"street-light": "006", "*": "999"}
    for path in ("/office/dispatch/", "/office/dispatch/street-lighting/"):
        assert "4711" not in browser.get(path).content.decode()
    browser.post("/office/dispatch/street-lighting/", {**given, "key": ""})
    assert Channel.objects.get().key == "secret-4711"
    browser.post("/office/dispatch/street-lighting/", {"cut": "1"})
    assert not Channel.objects.get().is_on


def test_a_line_without_sense_gets_a_sentence_and_stays(stage, mona, sign_in):
    given = {"address": "https://lights.example/", "codes": "what"}
    answer = sign_in(mona).post("/office/dispatch/street-lighting/", given)
    assert answer.status_code == 422
    assert "“what”" in answer.content.decode()


def test_what_needs_an_eye_stands_on_the_page_with_its_reason_and_a_button(
    channel, report_by, mona, sign_in, line
):
    report_by()
    line.faults = ["lost on the way"]
    deliver_due()
    page = sign_in(mona).get("/office/dispatch/").content.decode()
    assert "The line is down." in page
    parcel = Parcel.objects.get()
    assert sign_in(mona).post(f"/office/dispatch/parcels/{parcel.pk}/again/").status_code == 302
    deliver_due()
    assert Parcel.objects.get().state == "sent"
