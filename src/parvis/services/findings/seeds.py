"""The demo data of findings: a lamp of Street Lighting that shines again, before and after."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.files.actions import store_photo
from parvis.kernel.people.models import Organisation, Person
from parvis.services.defects.contracts import Outcome
from parvis.services.findings.actions import Given, hand_in
from parvis.services.findings.models import PHOTO_PURPOSE
from parvis.services.findings.queries import handed_in
from parvis.services.reports.contracts import cases, open_places

order = 79
WORDS = "We put in a new lamp. It shines again."


def seed() -> None:
    """A second time changes nothing."""
    offer("findings", Organisation.objects.get(is_public_desk=True), stage="open")
    office = Organisation.objects.filter(slug="street-lighting").first()
    agents = Person.objects.filter(memberships__organisation=office, memberships__role="agent")
    inspector = agents.order_by("pk").first()
    if office is None or inspector is None or handed_in(inspector, "demo"):
        return
    for case in cases(inspector, [each.id for each in open_places(office)[:1]]):
        before, after = (_photo(inspector, shines=shines) for shines in (False, True))
        given = Given("demo", case.id, case.version, Outcome.DONE, WORDS, before=before, after=after)
        hand_in(inspector, given)


def _photo(owner: Person, *, shines: bool) -> str:
    """A street at night with a lamp, drawn: nobody's street, and nobody in it."""
    picture = Image.new("RGB", (960, 720), "#10202c")
    drawing = ImageDraw.Draw(picture)
    if shines:
        for radius, colour in ((420, "#1d2f38"), (300, "#3b4638"), (190, "#7d6a34")):
            drawing.ellipse((480 - radius, 190 - radius, 480 + radius, 190 + radius), fill=colour)
    drawing.rectangle((0, 560, 960, 720), fill="#3a3f44" if shines else "#171e24")
    drawing.rectangle((468, 190, 492, 600), fill="#0b1319")
    drawing.ellipse((440, 140, 520, 240), fill="#fff1c4" if shines else "#26323a", outline="#0b1319", width=8)
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=88)
    return store_photo(ContentFile(kept.getvalue(), "lamp.jpg"), owner, PHOTO_PURPOSE).public_id
