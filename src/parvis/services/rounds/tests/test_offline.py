"""An inspector in a cellar: a real browser, the network cut and restored. Nothing is lost, nothing is done twice."""

from contextlib import suppress
from io import BytesIO

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from parvis.kernel.testing.browser import HEIGHT, PHONE
from parvis.kernel.testing.cast import browser_of
from parvis.services.findings.models import Finding
from parvis.services.findings.tests.stage import WEST_END, offered
from parvis.services.reports.actions import work
from parvis.services.reports.models import Report
from parvis.services.reports.rules import Closing, State
from parvis.services.rounds.actions import add_stops

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GONE = """async (person) => {
  for (let tries = 0; (await caches.keys()).some((name) => name.endsWith(`:${person}`)); tries += 1) {
    if (tries > 100) throw new Error("It is still there.");
    await new Promise((done) => setTimeout(done, 50));
  }
}"""
# The line as it may be: “lose” lets a finding arrive and loses the answer, once; “cut” lets none go. Not by routes of
# Playwright: with a service worker some requests pass them by.
LINE = """(() => {
  const real = window.fetch;
  window.fetch = async (address, given) => {
    const fault = String(address).endsWith("/send/") ? localStorage.getItem("fault") : null;
    if (fault === "cut") throw new TypeError("The line is cut.");
    const answer = await real(address, given);
    if (fault !== "lose") return answer;
    localStorage.setItem("fault", "lost");
    throw new TypeError("The answer got lost.");
  };
})()"""


class Phone:
    """A phone that may lose its network; its service worker is allowed, unlike in other tests."""

    def __init__(self, chromium, url, person):
        self.url = url
        self.window = chromium.new_context(viewport={"width": PHONE, "height": HEIGHT}, locale="en")
        self.window.set_default_timeout(10_000)
        self.sign_in(person)
        self.window.add_init_script(LINE)
        self.page = self.window.new_page()

    def spoil(self, fault):
        """What happens to what is sent, from now on."""
        self.page.evaluate("(fault) => localStorage.setItem('fault', fault)", fault)

    def sign_in(self, person):
        cookie = browser_of(person).cookies[settings.SESSION_COOKIE_NAME].value
        self.window.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.url}])

    def sign_out(self):
        self.window.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    def go(self, path):
        self.page.goto(self.url + path)

    def load(self, stops):
        """Open the round and wait until all of it is kept."""
        self.go("/rounds/")
        self.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        self.page.locator(f"[data-say=kept]:has([data-count]:text-is('{stops}'))").wait_for()

    def cut(self):
        self.window.set_offline(True)

    def restore(self):
        self.window.set_offline(False)

    def new_page(self):
        """The browser closes the page, as phones do when they need the memory, and somebody opens it again."""
        self.page.close()
        self.page = self.window.new_page()

    def write(self, report, outcome, words, **photos):
        """Find the stop in the list, write down what was found, hand it in."""
        self.page.click(f"[data-stop='{report.public_id}'] h2 a")
        self.page.check(f"[name=outcome][value={outcome}]", force=True)
        self.page.fill("[name=words]", words)
        for name, content in photos.items():
            file = {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": content}
            self.page.locator(f"input[type=file][name={name}]").last.set_input_files(file)
        with self.page.expect_navigation(url="**/rounds/"):
            self.page.click("#hand-in .actions button")

    def forgets(self, person):
        """Nothing that was kept for this person is left; asked again and again, because it takes a moment."""
        self.page.evaluate(GONE, person.public_id)

    def waits(self, number):
        """How many findings the page says wait on this phone."""
        if number:
            self.page.locator(f"[data-queue] h2 [data-count]:text-is('{number}')").wait_for()
        else:
            self.page.locator("[data-queue]").wait_for(state="hidden")


def picture(colour):
    drawn = BytesIO()
    Image.new("RGB", (3000, 2000), colour).save(drawn, "JPEG")
    return drawn.getvalue()


@pytest.fixture
def phone(chromium, live_site, street, amina):
    add_stops(amina, [each.public_id for each in street], WEST_END)
    phone = Phone(chromium, live_site.url, amina)
    yield phone
    # The server ends what it was asked for before the next test takes the tables away. To the browser an answer that
    # leads to the sign-in, and that the page does not follow, may seem to last for ever.
    with suppress(PlaywrightTimeoutError):
        phone.page.wait_for_load_state("networkidle", timeout=2000)
    phone.window.close()


def test_an_inspector_works_without_a_network_and_loses_nothing(phone, street, amina, mona, stage):
    offered(stage.lighting, mona)
    phone.load(3)
    phone.cut()
    phone.go("/rounds/")
    phone.page.locator("[data-say=offline]").wait_for()
    phone.write(street[0], "done", "It shines again.", before=picture("black"), after=picture("gold"))
    phone.waits(1)
    phone.write(street[1], "started", "The cable is bare.", before=picture("gray"))
    phone.waits(2)
    assert not Finding.objects.exists()
    work.close(street[1].pk, mona, Closing.NO_ACTION, "This lamp goes away next week.")
    phone.new_page()
    phone.go("/rounds/")
    phone.waits(2)
    phone.restore()
    phone.page.locator("[data-mark=conflict]:visible").first.wait_for()
    phone.waits(1)
    done = Finding.objects.get()
    assert (done.report, done.outcome, done.words) == (street[0].public_id, "done", "It shines again.")
    assert (done.before.width, done.after.width) == (2048, 2048), "Made smaller on the phone."
    said = phone.page.locator("[data-items] li").inner_text()
    assert "open" in said
    assert "This lamp goes away next week." in said
    assert "The cable is bare." in said
    phone.page.click("[data-do=words]")
    phone.waits(0)
    assert [each.report for each in Finding.objects.order_by("pk")] == [each.public_id for each in street[:2]]
    assert Report.objects.get(pk=street[1].pk).closing == Closing.NO_ACTION, "Nothing was written over."
    assert Finding.objects.get(report=street[1].public_id).before is not None


def test_a_conflict_can_be_sent_all_the_same_or_thrown_away(phone, street, amina, mona):
    phone.load(3)
    phone.cut()
    phone.write(street[0], "started", "The cable is bare.")
    phone.write(street[1], "started", "This one, too.")
    for each in street[:2]:
        work.answer(each.pk, mona, "The crane comes on Friday.")
    phone.restore()
    phone.page.locator("[data-items] li:nth-child(2) [data-mark=conflict]:visible").first.wait_for()
    phone.page.locator("[data-do=anyway]").first.click()
    phone.waits(1)
    phone.page.on("dialog", lambda dialog: dialog.accept())
    phone.page.click("[data-do=drop]")
    phone.waits(0)
    assert Finding.objects.get().report == street[0].public_id
    assert Report.objects.get(pk=street[0].pk).state == State.IN_PROGRESS
    assert Report.objects.get(pk=street[1].pk).state == State.OPEN


def test_an_answer_that_gets_lost_on_the_way_leads_to_no_second_finding(phone, street):
    phone.load(3)
    phone.cut()
    phone.write(street[0], "done", "It shines again.")
    phone.spoil("lose")
    phone.restore()
    phone.page.wait_for_function("() => localStorage.getItem('fault') === 'lost'")
    assert Finding.objects.count() == 1, "It arrived; only the phone does not know."
    phone.go("/rounds/")
    phone.waits(0)
    assert Finding.objects.count() == 1


def test_two_findings_about_one_report_are_no_conflict(phone, street):
    phone.load(3)
    phone.cut()
    phone.write(street[0], "started", "The cable is bare.")
    phone.write(street[0], "done", "It shines again.")
    phone.waits(2)
    phone.restore()
    phone.waits(0)
    assert [each.outcome for each in Finding.objects.order_by("pk")] == ["started", "done"]
    assert Report.objects.get(pk=street[0].pk).state == State.CLOSED


def test_whoever_was_signed_out_meanwhile_signs_in_and_it_is_sent(phone, street, amina):
    phone.load(3)
    phone.cut()
    phone.write(street[0], "done", "It shines again.")
    phone.sign_out()
    phone.restore()
    phone.page.locator("[data-say=signed-out] a").wait_for()
    phone.waits(1)
    assert not Finding.objects.exists()
    phone.sign_in(amina)
    phone.page.click("[data-send-now]")
    phone.waits(0)
    assert Finding.objects.get().person == amina


def test_the_next_person_on_the_phone_sees_nothing_of_the_last(phone, street, amina, mona):
    phone.load(3)
    phone.cut()
    phone.write(street[0], "done", "It shines again.")
    phone.sign_out()
    phone.restore()
    phone.sign_in(mona)
    phone.go("/rounds/")
    phone.forgets(amina)
    phone.waits(0)
    assert not Finding.objects.exists()
    phone.sign_out()
    phone.sign_in(amina)
    phone.go("/rounds/")
    phone.waits(0)
    assert Finding.objects.get().person == amina


def test_signing_out_takes_the_round_from_the_phone_and_warns_of_what_waits(phone, street, amina):
    phone.load(3)
    phone.cut()
    phone.write(street[0], "done", "It shines again.")
    phone.restore()
    phone.waits(0)
    phone.spoil("cut")
    phone.write(street[1], "done", "It shines again.")
    phone.waits(1)
    phone.go("/account/logout/")
    phone.page.locator("[data-own-waiting]").wait_for()
    with phone.page.expect_navigation():
        phone.page.click("main form button")
    phone.forgets(amina)
    phone.cut()
    with pytest.raises(Exception, match="ERR_"):
        phone.go("/rounds/")
    phone.restore()
    phone.go("/account/login/")


def test_a_line_under_the_finger_stays_while_others_are_sent(phone, street, mona):
    phone.load(3)
    phone.cut()
    phone.write(street[0], "started", "The cable is bare.")
    phone.write(street[1], "done", "It shines again.")
    work.answer(street[0].pk, mona, "The crane comes on Friday.")
    old = phone.page.locator("#round").element_handle()
    phone.restore()
    line = phone.page.locator("[data-items] li:has([data-mark=conflict]:not([hidden]))").element_handle()
    phone.waits(1)
    phone.page.wait_for_function("(old) => !old.isConnected", arg=old)
    phone.page.click("[data-send-now]")
    phone.waits(1)
    assert line.evaluate("(line) => line.isConnected")


def test_what_is_refused_can_be_mended(phone, street, amina, stage, mona):
    choices = offered(stage.lighting, mona)
    phone.load(3)
    choices.urgent.delete()
    phone.cut()
    phone.page.click(f"[data-stop='{street[0].public_id}'] h2 a")
    phone.page.check("[name=outcome][value=looked]", force=True)
    phone.page.select_option("[name=priority]", label="Today")
    with phone.page.expect_navigation(url="**/rounds/"):
        phone.page.click("#hand-in .actions button")
    phone.restore()
    phone.page.locator("[data-mend]:visible").wait_for()
    assert "does not know this choice" in phone.page.locator("[data-reason]").inner_text()
    phone.page.click("[data-mend]")
    phone.page.locator("[name=outcome][value=looked]:checked").wait_for(state="attached")
    phone.page.fill("[name=words]", "Dark, and dangerous.")
    with phone.page.expect_navigation(url="**/rounds/"):
        phone.page.click("#hand-in .actions button")
    phone.waits(0)
    assert Finding.objects.get().words == "Dark, and dangerous."
