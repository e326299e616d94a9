"""An official composes a service in a browser, tries it out in one place and opens it; a resident can take part."""

from datetime import timedelta

import pytest

from parvis.kernel.catalogue.models import Service
from parvis.kernel.clock import now
from parvis.kernel.control.models import Act
from parvis.kernel.sheets.rules import ANSWERS
from parvis.services.around.models import Watch
from parvis.services.reports.tests.stage import build
from tests.e2e.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WHY = "Neighbours hear too late what is planned in front of their own doors."
NAME = "News of our street"
WITH_OR_WITHOUT = pytest.mark.parametrize(
    "javascript", [True, False], ids=["with javascript", "without javascript"]
)


@pytest.fixture
def stage(live_site, amina):
    """A city that has the module and never offered it; Amina works beside Mona."""
    built = build()
    Service.objects.filter(module="around").delete()
    return built


def compose(mona):
    page = mona.page
    mona.go("/office/services/")
    mona.see("services")
    mona.press("main a[href$='/new/']")
    page.select_option("[name=module]", "around")
    page.select_option("[name=area]", "east-side")
    page.select_option("[name=steward]", label="Street Lighting")
    mona.see("begin")
    mona.press()
    page.fill("[name=name_en]", NAME)
    mona.see("compose half")
    mona.press()
    mona.see("checks", "open", "Legal basis")
    assert page.locator("section[aria-labelledby=to-pilot] form").count() == 0, "Nothing opens unanswered."
    mona.press("main a[href$='/compose/']")
    assert page.input_value("[name=name_en]") == NAME
    page.fill("[name=words_en]", "Hear what happens in your street, as often as you wish.")
    page.select_option("[name=fallback]", label="City Desk")
    for name in ANSWERS:
        page.fill(f"[name={name}]", WHY)
    mona.see("compose")
    mona.press()
    mona.press("main a[href$='/preview/']")
    mona.see("preview", NAME, WHY)


def decide(mona, stage, **given):
    mona.go(f"/office/services/{Service.objects.get(module='around').pk}/")
    form = f"section[aria-labelledby=to-{stage}] form"
    for name, value in given.items():
        mona.page.fill(f"{form} [name={name}]", value)
    mona.see(f"to {stage}")
    mona.press(f"{form} button:not([type=button])")


def ask_to_be_told(bob):
    bob.go("/around/?area=east-side")
    bob.press("section[aria-labelledby=tell] form button:not([type=button])")


@WITH_OR_WITHOUT
def test_an_official_composes_pilots_and_opens_a_service_for_residents(
    open_page, stage, bob, mona, dana, javascript
):
    bob.created_at = now() - timedelta(days=30)  # no newcomer, who would have to wait at the gate
    bob.save()
    resident = Walker(open_page, "composed-resident", "en", javascript, bob)
    ask_to_be_told(resident)
    resident.see("not offered", "This service is not open here at the moment")
    assert not Watch.objects.exists()
    manager = Walker(open_page, "composer", "en", javascript, mona)
    compose(manager)
    decide(manager, "pilot", until="2036-05-04", reason=WHY)
    assert "within a year" in manager.page.locator("main").inner_text()
    soon = manager.page.evaluate("new Date(Date.now() + 40 * 864e5).toISOString().slice(0, 10)")
    decide(manager, "pilot", until=soon, reason=WHY)
    manager.see("decided", "The city tries out a service", WHY)
    ask_to_be_told(resident)
    assert Watch.objects.get().person == bob
    decide(manager, "open", reason=WHY)
    manager.see("proposed", "What would change")
    assert Service.objects.get(module="around").stage == "pilot", "One signature does not open it."
    second = Walker(open_page, "second-official", "en", javascript, dana)
    second.go(manager.path)
    second.see("to sign", WHY)
    second.press("form:has([value=sign]) button")
    service = Service.objects.get(module="around")
    assert (service.stage, service.pilot_until) == ("open", None)
    resident.go("/services/")
    resident.press(f"main a:has-text('{NAME}')")
    resident.see("open service", NAME, WHY, "City Desk", "The city opened a service")
    assert Act.objects.filter(subject=service.subject).count() == 2
    refused = "a status of 422"  # twice above: what is not offered, and a pilot without an end
    assert sum(refused in each for each in open_page.faults) == 2
    open_page.faults[:] = [each for each in open_page.faults if refused not in each]
