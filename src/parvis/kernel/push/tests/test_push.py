"""A notice rings on the devices that a person chose; what nobody sees there comes by letter."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings as city_settings

from parvis.kernel.clock import now
from parvis.kernel.consents import registry
from parvis.kernel.consents.actions import end_what_was_said_to_former_words
from parvis.kernel.consents.contracts import has_consented
from parvis.kernel.consents.models import Consent
from parvis.kernel.keeping.actions import erase
from parvis.kernel.notices.actions import MOST_TRIES, choose, tell
from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.models import Delivery, Notice
from parvis.kernel.notices.tests.stage import BENCH, News, Urgent
from parvis.kernel.push.actions import UnusableDeviceError, add_device, remove_device
from parvis.kernel.push.models import Device
from parvis.kernel.push.queries import public_key
from parvis.kernel.push.rules import (
    DEVICES_AT_MOST,
    Outcome,
    device_called,
    outcome_of,
    patience_with,
    wait_of,
)
from parvis.kernel.push.tests.service import Browser, PushService, read_authorization
from parvis.kernel.testing.cast import browser_of

pytestmark = pytest.mark.django_db
PATIENCE = timedelta(minutes=city_settings.NOTICE_FALLBACK_MINUTES)
PAGE = "/notices/devices/"


@pytest.fixture
def service(settings):
    """A push service on this machine."""
    settings.OUTBOUND_MAY_REACH_THIS_MACHINE = True
    with PushService() as service:
        yield service


@pytest.fixture
def rings(service):
    """Add a device for somebody; its browser can read what comes."""

    def add(person, name="phone"):
        browser = Browser(service.origin, name)
        given = browser.given
        device = add_device(person, given["endpoint"], given["p256dh"], given["auth"], name)
        return SimpleNamespace(browser=browser, device=device)

    return add


@pytest.fixture
def noon(clock):
    """Not in anybody's quiet hours."""

    clock.move_to(now().astimezone(city_settings.CITY.zone).replace(hour=12))
    return clock


def states():
    return dict(Delivery.objects.order_by("pk").values_list("channel", "state"))


def test_the_device_shows_what_nobody_on_the_way_can_read(noon, alice, service, rings, run_jobs):
    phone = rings(alice)
    tell(News, [alice], BENCH)
    run_jobs()
    (message,) = service.got
    assert b"bench" not in message.body
    told = phone.browser.opened(message.body)
    assert (told["title"], told["path"], told["lang"]) == ("News about the bench", "/things/bench/", "en")
    assert message.headers["ttl"] == str(int(PATIENCE.total_seconds())), "Not after the letter went."
    assert (message.headers["urgency"], message.headers["content-encoding"]) == ("normal", "aes128gcm")
    claims, sender = read_authorization(message.headers["authorization"])
    assert (claims["aud"], sender) == (service.origin, public_key())
    assert claims["sub"] == "mailto:" + city_settings.CITY.email_from.split("<")[-1].rstrip(">")


def test_what_cannot_wait_says_so(noon, alice, service, rings, run_jobs):
    rings(alice)
    tell(Urgent, [alice], BENCH)
    run_jobs()
    assert service.got[0].headers["urgency"] == "high"


def test_what_the_device_showed_does_not_come_by_letter(noon, alice, service, rings, run_jobs, mailoutbox):
    phone = rings(alice)
    tell(News, [alice], BENCH)
    run_jobs()
    proof = phone.browser.opened(service.got[0].body)["seen"]
    assert browser_of(None).post(PAGE + "seen/", {"seen": proof}).status_code == 204
    noon.shift(PATIENCE)
    run_jobs()
    assert (mailoutbox, states()) == ([], {"push": "sent", "email": "spared"})
    assert Notice.objects.get().read_at is None
    browser_of(None).post(PAGE + "seen/", {"seen": proof, "opened": "yes"})
    assert Notice.objects.get().read_at is not None


def test_nobody_marks_the_notices_of_others_as_seen(noon, alice, rings, run_jobs):
    rings(alice)
    tell(News, [alice], BENCH)
    for guess in ("", str(Delivery.objects.first().pk), "x:y:z"):
        assert browser_of(None).post(PAGE + "seen/", {"seen": guess}).status_code == 400
    assert not Delivery.objects.exclude(seen_at=None).exists()


def test_what_no_device_showed_comes_by_letter(noon, alice, service, rings, run_jobs, mailoutbox):
    rings(alice)
    tell(News, [alice], BENCH)
    run_jobs()
    assert mailoutbox == []
    noon.shift(PATIENCE)
    run_jobs()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("gone", [404, 410])
def test_a_device_that_is_gone_is_forgotten_and_the_letter_goes_at_once(
    noon, alice, service, rings, run_jobs, mailoutbox, gone
):
    rings(alice)
    service.faults = [gone]
    tell(News, [alice], BENCH)
    run_jobs()
    assert not Device.objects.exists()
    assert (len(mailoutbox), states()) == (1, {"push": "failed", "email": "sent"})


def test_a_busy_push_service_is_asked_again_when_it_said(noon, alice, service, rings, run_jobs):
    rings(alice)
    service.faults = [(429, 120)]
    tell(News, [alice], BENCH)
    run_jobs()
    assert service.got == []
    noon.shift(timedelta(seconds=121))
    run_jobs()
    assert len(service.got) == 1


def test_a_push_service_that_is_busy_for_ever_is_left_and_the_letter_goes(
    noon, alice, service, rings, run_jobs, mailoutbox
):
    rings(alice)
    service.faults = [(429, 0)] * 100
    tell(News, [alice], BENCH)
    for _turn in range(MOST_TRIES - 1):
        assert (run_jobs(), mailoutbox) == (["notices.deliver"], []), "Not twice in one moment."
        noon.shift(timedelta(seconds=20))
    run_jobs()
    assert (len(mailoutbox), states()) == (1, {"push": "failed", "email": "sent"})


def test_a_device_with_a_broken_address_keeps_no_other_from_ringing(noon, alice, service, rings, run_jobs):
    rings(alice, "phone"), rings(alice, "tablet")
    Device.objects.filter(label="tablet").update(endpoint="https://[x")
    tell(News, [alice], BENCH)
    run_jobs()
    assert (len(service.got), Device.objects.get().label) == (1, "phone")


def test_all_devices_ring_and_one_that_fails_makes_none_ring_twice(noon, alice, service, rings, run_jobs):
    rings(alice, "phone"), rings(alice, "tablet"), rings(alice, "old")
    service.faults = [410, 500]
    tell(News, [alice], BENCH)
    run_jobs()
    noon.shift(timedelta(hours=2))
    run_jobs()
    assert len(service.got) == 1
    assert states()["push"] == "sent"
    assert Device.objects.count() == 2


def test_whoever_does_not_want_this_category_there_is_left_in_peace(noon, alice, service, rings, run_jobs):
    rings(alice)
    choose(alice, Category.FOLLOWED, wanted=False, channel="push")
    tell(News, [alice], BENCH)
    run_jobs()
    assert (service.got, list(states())) == ([], ["email"])


def test_a_device_is_added_on_the_page_and_removed_there(alice, bob, service):
    own, given = browser_of(alice), Browser(service.origin, "phone").given
    agent = {"User-Agent": "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"}
    for _twice in range(2):
        assert own.post(PAGE + "add/", given, headers=agent).status_code == 204
    device = Device.objects.get()
    assert (device.person, device.label) == (alice, "Firefox, Android")
    assert public_key() in own.get(PAGE).content.decode()
    browser_of(bob).post(f"{PAGE}remove/{device.public_id}/")
    assert Device.objects.exists(), "It is not Bob's."
    said = own.post(f"{PAGE}remove/{device.public_id}/", follow=True).content.decode()
    assert "Nothing rings there any more." in said
    assert not Device.objects.exists()


def test_a_browser_that_two_people_use_rings_for_the_last_one_alone(alice, bob, rings):
    rings(alice)
    given = Browser(Device.objects.get().endpoint.rsplit("/", 1)[0], "phone").given
    add_device(bob, given["endpoint"], given["p256dh"], given["auth"])
    assert list(Device.objects.values_list("person", flat=True)) == [bob.pk]


@pytest.mark.parametrize(
    ("spoilt", "how"),
    [("endpoint", "javascript:alert(1)"), ("endpoint", "https://[x"), ("endpoint", "https://me:you@push.example/"),
     ("endpoint", "https://push.example/" + "x" * 600), ("endpoint", ""),
     ("p256dh", "BCVx"), ("p256dh", "!"), ("auth", "BTBZMg"), ("auth", "")],
)  # fmt: skip
def test_what_is_no_subscription_is_refused_with_a_sentence(alice, spoilt, how):
    given = Browser("https://push.example", "phone").given | {spoilt: how}
    answer = browser_of(alice).post(PAGE + "add/", given)
    assert (answer.status_code, Device.objects.count()) == (400, 0)
    assert "Please try another" in answer.content.decode()


def test_nobody_makes_this_server_knock_inside_the_city(noon, alice, run_jobs, mailoutbox):
    given = Browser("https://127.0.0.1:1", "phone").given
    add_device(alice, given["endpoint"], given["p256dh"], given["auth"])
    tell(News, [alice], BENCH)
    run_jobs()
    assert (len(mailoutbox), Device.objects.count()) == (1, 0)


def test_a_city_that_is_not_a_test_takes_no_unguarded_address(alice):
    given = Browser("http://push.example", "phone").given
    with pytest.raises(UnusableDeviceError):
        add_device(alice, given["endpoint"], given["p256dh"], given["auth"])


def test_the_eleventh_device_takes_the_place_of_the_oldest(alice, clock, rings):
    for number in range(DEVICES_AT_MOST + 1):
        rings(alice, f"device {number}".replace(" ", "-"))
        clock.shift(timedelta(minutes=1))
    labels = set(Device.objects.values_list("label", flat=True))
    assert labels == {f"device-{number}" for number in range(1, DEVICES_AT_MOST + 1)}


def test_nothing_rings_for_whoever_left(alice, rings):
    rings(alice)
    erase(alice)
    assert not Device.objects.exists()


def test_what_an_answer_means():
    said = {status: outcome_of(status) for status in (200, 201, 404, 410, 429, 500, 503, 400, 401, 403, 413)}
    later, refused = {429, 500, 503}, {400, 401, 403, 413}
    assert {status for status, outcome in said.items() if outcome is Outcome.LATER} == later
    assert {status for status, outcome in said.items() if outcome is Outcome.REFUSED} == refused
    waits = [wait_of(each) for each in ("60", "0", "999999999999", "soon", "", "²")]
    assert waits == [timedelta(minutes=1), timedelta(seconds=20), timedelta(hours=1), None, None, None]


def test_the_devices_of_one_person_do_not_keep_a_worker_for_long():
    assert [patience_with(devices) for devices in (0, 1, 2, DEVICES_AT_MOST)] == [10, 10, 10, 2]


def test_an_unknown_browser_is_called_nothing():
    assert device_called("curl/8") == ""
    assert device_called("Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1") == "Safari, iPhone"


def test_adding_a_device_is_a_yes_and_a_no_removes_every_device_at_once(noon, alice, rings, run_jobs):
    phone, computer = rings(alice, "phone"), rings(alice, "computer")
    assert has_consented(alice, "push.devices")
    sign_in = browser_of(alice)
    sign_in.post("/account/consents/push.devices/", {"do": "withdraw"})
    assert not Device.objects.exists()
    tell(News, [alice], BENCH)
    run_jobs()
    assert "push" not in states()
    assert phone.device.pk != computer.device.pk


def test_without_a_yes_nothing_rings_even_where_a_device_is_known(noon, alice, rings, run_jobs):
    rings(alice)
    Consent.objects.update(withdrawn_at=now())
    tell(News, [alice], BENCH)
    assert "push" not in states()


def test_what_was_to_ring_before_the_words_changed_rings_no_more(noon, alice, rings, run_jobs, monkeypatch):
    rings(alice)
    tell(News, [alice], BENCH)
    assert "push" in states()
    former = registry.purpose_named("push.devices")
    monkeypatch.setitem(registry._purposes, "push.devices", replace(former, version=former.version + 1))
    run_jobs()
    assert states()["push"] == "failed"
    end_what_was_said_to_former_words()
    assert not Device.objects.exists()


def test_who_removes_the_last_device_has_said_no(noon, alice, rings):
    phone, computer = rings(alice, "phone"), rings(alice, "computer")
    remove_device(alice, phone.device.public_id)
    assert has_consented(alice, "push.devices")
    remove_device(alice, computer.device.public_id)
    assert not has_consented(alice, "push.devices")
