"""A real browser shows what the push service hands it, says so, and opens the page that is meant."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from parvis.kernel.notices.actions import tell
from parvis.kernel.notices.models import Delivery, Notice
from parvis.kernel.notices.tests.stage import BENCH, News
from parvis.kernel.push.actions import add_device, message_of
from parvis.kernel.push.models import Device
from parvis.kernel.push.tests.service import Browser
from parvis.kernel.testing.browser import HEIGHT, PHONE
from parvis.kernel.testing.cast import browser_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = "/notices/devices/"
# The push service of the browser's maker cannot be reached from here; everything else is the real thing.
SUBSCRIBED = """(given) => {
  PushManager.prototype.getSubscription = async () => null;
  PushManager.prototype.subscribe = async () => ({
    toJSON: () => ({ endpoint: given.endpoint, keys: { p256dh: given.p256dh, auth: given.auth } }),
  });
}"""
# Chromium without a window lets nothing be shown, whoever allows it; what would be shown is kept instead.
SHOWS = """() => {
  self.registration.showNotification = async (title, options) => { self.shown = { title, ...options }; };
  self.clients.openWindow = async (path) => { self.opened = path; };
}"""
CLICK = """() => self.dispatchEvent(Object.assign(new ExtendableEvent("notificationclick"), {
  notification: { data: self.shown.data, close: () => {} },
}))"""


@pytest.fixture
def window(chromium, live_server, alice):
    """Alice's phone; its service worker is allowed, unlike in other tests."""
    window = chromium.new_context(
        viewport={"width": PHONE, "height": HEIGHT}, locale="en", permissions=["notifications"]
    )
    window.set_default_timeout(10_000)
    cookie = browser_of(alice).cookies[settings.SESSION_COOKIE_NAME].value
    window.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    yield window
    window.close()


def test_one_tap_adds_this_device(window, live_server, alice):
    given = Browser("https://push.example", "phone").given
    window.add_init_script(f"({SUBSCRIBED})({given})")
    page = window.new_page()
    page.goto(live_server.url + PAGE)
    page.get_by_role("button", name="Tell me on this device").click()
    expect(page.get_by_role("button", name="Remove this device")).to_be_visible()
    device = Device.objects.get()
    assert (device.person, device.endpoint, device.secret) == (alice, given["endpoint"], given["auth"])


def test_whoever_says_no_to_the_browser_is_told_what_to_do(window, live_server):
    window.clear_permissions()
    page = window.new_page()
    page.add_init_script("Notification.requestPermission = async () => 'denied'")
    page.goto(live_server.url + PAGE)
    page.get_by_role("button", name="Tell me on this device").click()
    expect(page.get_by_role("alert")).to_contain_text("Allow notifications of this site")


def is_true(page, rows):
    """Waits for rows that the worker's own requests bring about; the page does not see those."""
    for _try in range(200):
        if rows.exists():
            return True
        page.wait_for_timeout(50)
    return False


def test_the_device_shows_the_notice_says_so_and_opens_its_page(window, live_server, alice):
    given = Browser("https://push.example", "phone").given
    add_device(alice, given["endpoint"], given["p256dh"], given["auth"])
    tell(News, [alice], BENCH)
    delivery = Delivery.objects.get(channel="push")
    page = window.new_page()
    line, known = window.new_cdp_session(page), []
    line.on("ServiceWorker.workerRegistrationUpdated", lambda told: known.extend(told["registrations"]))
    line.send("ServiceWorker.enable")
    page.goto(live_server.url + PAGE)
    with window.expect_event("serviceworker") as started:
        page.evaluate("(path) => navigator.serviceWorker.register(path).then(() => null)", PAGE + "worker.js")
    worker = started.value
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    worker.evaluate(SHOWS)
    told = {"registrationId": known[-1]["registrationId"], "data": message_of(delivery).decode()}
    line.send("ServiceWorker.deliverPushMessage", {"origin": live_server.url, **told})
    assert is_true(page, Delivery.objects.filter(pk=delivery.pk, seen_at__isnull=False))
    shown = worker.evaluate("() => self.shown")
    assert (shown["title"], shown["body"]) == (settings.CITY.name, "News about the bench")
    assert (shown["lang"], shown["tag"]) == ("en", f"notice-{delivery.notice_id}")
    assert not Notice.objects.filter(read_at__isnull=False).exists(), "It was shown, not yet looked at."
    worker.evaluate(CLICK)
    assert is_true(page, Notice.objects.filter(read_at__isnull=False))
    assert worker.evaluate("() => self.opened") == "/things/bench/"
