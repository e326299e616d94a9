"""A real browser against a real server, for what only a browser can tell.

Tests that use it are marked `browser`. Where no Chromium, Chrome or Playwright browser is found they are skipped, with
the one line that installs it.
"""

import asyncio
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from parvis.kernel.people.models import Person
from parvis.kernel.testing.cast import browser_of
from parvis.kernel.testing.site import LiveSite

# The first is the same browser without the parts that nobody sees; the suite takes two thirds of the time with it.
NAMES = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable", "chrome"),
)
HOW_TO_INSTALL = (
    "There is no browser. Get one: apt install chromium-headless-shell, "
    "or .venv/bin/playwright install chromium-headless-shell."
)
# A browser that calls home would be refused by the suite's own rule: no network.
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
]
PHONE, DESK_SCREEN, NARROW, HEIGHT = 360, 1280, 320, 800
SECONDS_TO_SETTLE = 3
_FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
AXE = Path(__file__).resolve().parents[4] / "tests/vendor/axe-core/axe.min.js"


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at. `theme` is light or dark; `width` in CSS pixels."""

    width: int = PHONE
    language: str = "en"
    theme: str = "light"
    javascript: bool = True
    person: Person | None = None

    def __str__(self) -> str:
        reader = self.person.public_name if self.person else "guest"
        return f"{self.width} px, {self.language}, {self.theme}, {reader}" + (
            "" if self.javascript else ", no JavaScript"
        )


def find_browser() -> str | None:
    """The path of a browser on this machine; "" for Playwright's own; None where there is none."""
    named = os.environ.get("PARVIS_BROWSER")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found:
        return found
    caches = [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    return "" if any(cache.glob("chromium*") for cache in caches if cache.exists()) else None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once for each process of the suite."""
    path = find_browser()
    if path is None:
        pytest.skip(HOW_TO_INSTALL)
    # Playwright's loop lives in this thread; Django would take it for an asynchronous caller of the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = _launch(playwright, path)
        yield browser
        browser.close()


def _launch(playwright: Playwright, path: str) -> Browser:
    flags = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    try:
        return playwright.chromium.launch(executable_path=path or None, args=flags)
    except PlaywrightError as refused:
        pytest.skip(
            f"{path or 'The browser of Playwright'} does not start: {str(refused).splitlines()[0]}. {HOW_TO_INSTALL}"
        )


@pytest.fixture(autouse=True)
def _loop_of_the_browser_alone(request: pytest.FixtureRequest) -> Iterator[None]:
    """Playwright's loop counts as running in this thread until the end; tests without a browser must not see it."""
    if "chromium" in request.fixturenames:
        yield
        return
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


class Windows:
    """Windows on the running site, and what their pages complained about."""

    def __init__(self, chromium: Browser, url: str) -> None:
        self.faults: list[str] = []  # a test that provokes an error takes it out again
        self._chromium = chromium
        self._url = url
        self._kept: tuple[Look, Page] | None = None

    def __call__(self, address: str = "/", look: Look = Look()) -> Page:
        """The page in a window of its own, with nothing remembered from any other."""
        page = self._page(look)
        page.goto(self._url + address)
        return page

    def again(self, address: str, look: Look) -> Page:
        """The page in place of the last one, where that was looked at in the same way: style sheets and axe are there.

        Otherwise the last one is closed: maps and live pages keep a processor busy even where nobody looks at them.
        """
        if self._kept is None or self._kept[0] != look:
            if self._kept is not None:
                self._kept[1].context.close()
            self._kept = look, self._page(look)
            if look.javascript:
                self._kept[1].add_init_script(path=AXE)
        page = self._kept[1]
        page.set_viewport_size({"width": look.width, "height": HEIGHT})
        page.goto(self._url + address)
        return page

    def _page(self, look: Look) -> Page:
        page = _window(self._chromium, self._url, look).new_page()
        page.on(
            "console", lambda message: self.faults.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: _note_stranger(request.url, self._url, self.faults))
        return page


@pytest.fixture
def open_page(chromium: Browser, live_site: LiveSite) -> Iterator[Windows]:
    """Opens an address of the running site in a new window: `open_page("/reports/", Look(width=360, language="ar"))`.

    Anything that the page writes to the console as an error, or asks of another machine, fails the test at its end.
    """
    windows = Windows(chromium, live_site.url)
    yield windows
    for window in chromium.contexts:
        window.close()
    if windows.faults:
        pytest.fail("The page complained:\n" + "\n".join(windows.faults))


def _window(chromium: Browser, url: str, look: Look) -> BrowserContext:
    window = chromium.new_context(
        viewport={"width": look.width, "height": HEIGHT},
        locale=look.language,
        color_scheme="dark" if look.theme == "dark" else "light",
        java_script_enabled=look.javascript,
        reduced_motion="reduce",
        service_workers="block",
    )
    window.set_default_timeout(10_000)
    cookies = {settings.LANGUAGE_COOKIE_NAME: look.language}
    if look.person is not None:
        cookies[settings.SESSION_COOKIE_NAME] = (
            browser_of(look.person).cookies[settings.SESSION_COOKIE_NAME].value
        )
    window.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
    return window


def _note_stranger(url: str, own: str, faults: list[str]) -> None:
    if not url.startswith((own, "data:", "blob:", "about:")):
        faults.append(f"asked another machine: {url}")


# ── what a machine can tell about accessibility ──────────────────────────────


def violations(page: Page) -> list[str]:
    """What axe finds wrong on the page as it stands, best practice included; one line for each rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [
        f"{rule['id']}: {rule['help']} — " + "; ".join(node["html"][:120] for node in rule["nodes"][:3])
        for rule in found
    ]


def overflows(page: Page) -> bool:
    """True when the page can be scrolled sideways, and still can after a while in which it may settle."""
    if page.evaluate(_FITS):  # a busy machine draws rarely, and what waits for a drawing would wait in vain
        return False
    try:
        page.wait_for_function(_FITS, timeout=SECONDS_TO_SETTLE * 1000)
    except PlaywrightTimeoutError:
        return True
    return False


def laid_out_width(page: Page) -> int:
    """How wide the page is laid out, in CSS pixels; asked of the browser, so that it can be told without JavaScript."""
    browser = page.context.new_cdp_session(page)
    width = browser.send("Page.getLayoutMetrics")["cssContentSize"]["width"]
    browser.detach()
    return int(width)


def small_targets(page: Page, least: int = 24) -> list[str]:
    """Buttons, links outside of running text and fields that are smaller than `least` CSS pixels in one direction."""
    script = """least => [...document.querySelectorAll(
        'button, a[role=button], nav a, input:not([type=hidden]), select, textarea, summary')]
      .filter(e => e.checkVisibility() && !e.matches('.visually-hidden, .visually-hidden *'))
      .map(e => [e, (e.closest('label') || e).getBoundingClientRect()])
      .filter(([e, r]) => r.width && (r.width < least || r.height < least))
      .map(([e, r]) => `${e.outerHTML.slice(0, 100)} ${Math.round(r.width)}×${Math.round(r.height)}`)"""
    return list(page.evaluate(script, least))


def is_focused(page: Page, selector: str) -> bool:
    """True when the keyboard is in the first element that fits."""
    return bool(page.evaluate("s => document.activeElement === document.querySelector(s)", selector))
