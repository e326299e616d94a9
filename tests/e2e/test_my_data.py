"""Somebody looks at what is kept about them, and leaves for good, on a phone."""

import pytest

from parvis.kernel.people.models import Person
from parvis.kernel.testing.cast import PASSWORD, member
from parvis.services.reports.actions.part import comment
from parvis.services.reports.models import Comment
from parvis.services.reports.tests.stage import build, reported
from tests.e2e.test_paths import EVERY_WAY
from tests.e2e.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = "Still dark, and the stairs are steep."
GONE = {"en": "Your data are erased", "ar": "مُحيت بياناتك"}
WRONG = {"en": "This is not your password.", "ar": "ليست هذه كلمة مرورك."}


@pytest.fixture
def zoe(live_site):
    stage = build()
    zoe = member("Zoe")
    report = reported(stage, zoe, words="The lamp before number seven has been dark for a week.")
    comment(report.pk, zoe, SAID)
    return zoe


@EVERY_WAY
def test_zoe_reads_what_is_kept_about_her_and_has_it_erased(open_page, zoe, language, javascript):
    walker = Walker(open_page, "my-data", language, javascript, zoe)
    walker.go("/account/data/")
    walker.see("my data", zoe.email, SAID)
    walker.press("main a[href='/account/data/erase/']")
    walker.see("erase")
    walker.page.check("[name=words_too]", force=True)
    walker.page.fill("[name=password]", "not hers")
    walker.press("main form button")
    walker.see("wrong password", WRONG[language])
    assert walker.page.is_checked("[name=words_too]")
    walker.page.fill("[name=password]", PASSWORD)
    walker.press("main form button")
    walker.see("erased", GONE[language])
    assert not Person.objects.get(pk=zoe.pk).is_active
    assert not Comment.objects.exists()
    walker.go("/account/data/")
    assert "/login/" in walker.path
