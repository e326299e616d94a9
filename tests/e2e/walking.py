"""Somebody who walks through the site in a browser and looks at each page on the way."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Page

from parvis.kernel.database.location import PROJECT
from parvis.kernel.testing.browser import PHONE, Look, laid_out_width, overflows

SCREENSHOTS = PROJECT / "screenshots/paths"
# A violation of the policy fails the test as the console's errors do.
TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation",
  (event) => console.error(["policy:", location.pathname, event.violatedDirective, event.sample,
    event.sourceFile, event.lineNumber].join(" ")));"""
MAP_CAN_BE_DRAWN = 'Boolean(document.createElement("canvas").getContext("webgl2"))'


class Walker:
    """One person, in one language, on a phone, with or without JavaScript."""

    def __init__(self, open_page, name, language, javascript, person=None):
        self.look = Look(PHONE, language, javascript=javascript, person=person)
        self.name = f"{name}-{language}-{'js' if javascript else 'plain'}"
        self.page: Page = open_page("/", self.look)
        self.page.add_init_script(TELL_VIOLATIONS)
        self.home = self.page.url.rstrip("/")
        self._seen = 0

    def go(self, path):
        """Open an address."""
        self.page.goto(self.home + path)

    def see(self, what, *words):
        """Look at the page: it reads in the right direction, fits the screen and says these words."""
        assert self.page.locator("h1").count() == 1, f"{what}: {self.page.url}"
        if self.look.javascript:
            assert self.page.evaluate("document.dir") == ("rtl" if self.look.language == "ar" else "ltr")
            assert not overflows(self.page), f"{what} can be scrolled sideways"
        else:
            assert laid_out_width(self.page) <= self.look.width, f"{what} can be scrolled sideways"
        said = self.page.locator("body").inner_text()
        for word in words:
            assert word in said, f"{what} does not say “{word}”:\n{said}"
        self._seen += 1
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(
            path=SCREENSHOTS / f"{self.name}-{self._seen:02}-{what.replace(' ', '-')}.png", full_page=True
        )

    def press(self, selector="main form[method=post] button:not([type=button])"):
        """Press a button or a link, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.page.locator(selector).last.click()

    @property
    def path(self):
        """Where this person is."""
        return self.page.url.removeprefix(self.home)


def photograph(folder: Path) -> Path:
    """A photograph as a phone makes it: large, with the place and the phone in its metadata."""
    picture = Image.new("RGB", (1600, 1200), "midnightblue")
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((760, 300, 840, 1200), fill="dimgray")
    drawing.ellipse((680, 180, 920, 380), fill="black", outline="slategray", width=12)
    details = Image.Exif()
    details[0x010F], details[0x0110] = "Telephone", "Model of Zoe"
    details.get_ifd(0x8825)[1] = "N"
    kept = BytesIO()
    picture.save(kept, "JPEG", exif=details)
    file = folder / "lamp.jpg"
    file.write_bytes(kept.getvalue())
    return file
