"""One writes, the officer advises, another signs; and what the programs do differently afterwards is seen by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import translation

from parvis.kernel.assessments.actions import (
    SIGNED,
    advise,
    notice_changes,
    sign,
    write,
)
from parvis.kernel.assessments.models import Assessment
from parvis.kernel.assessments.queries import assessed, assessed_part, is_assessed, version_of
from parvis.kernel.assessments.rules import Advice, Likelihood, Standing, Written
from parvis.kernel.assessments.tasks import notice
from parvis.kernel.assessments.tests.stage import (
    HIGH,
    NECESSITY,
    RESIDENTS,
    RISK,
    WHOLE,
    WHY,
    Three,
    kept_otherwise,
    officer_of_the_city,
    opinion,
    signed,
)
from parvis.kernel.catalogue.actions import offer
from parvis.kernel.catalogue.queries import checks_of, warnings
from parvis.kernel.catalogue.rules import Stage
from parvis.kernel.clock import now
from parvis.kernel.control import actions as control
from parvis.kernel.control.models import Act
from parvis.kernel.keeping import registry
from parvis.kernel.keeping.actions import erase
from parvis.kernel.keeping.handling import Seen
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.testing.cast import official
from parvis.kernel.verification.queries import broken_links

pytestmark = pytest.mark.django_db
PAGE = "/office/assessments/reports/"


@pytest.fixture
def service(street_lighting):
    return offer("reports", street_lighting, stage="draft")


@pytest.fixture
def three(service, mona, olive):
    """Mona writes, Priya advises, Olive signs."""
    return Three(mona, officer_of_the_city(), olive)


def test_three_pairs_of_eyes_and_a_line_in_the_register(three, grace):
    made = write(three.writer, "reports", WHOLE, after=0)
    assert assessed_part("reports").standing is Standing.WRITTEN
    advise(three.officer, "reports", made.number, opinion())
    assert assessed_part("reports").standing is Standing.ADVISED
    act = sign(three.signer, "reports", made.number, WHY)
    found = assessed_part("reports")
    assert (found.standing, found.is_outdated, found.left) == (Standing.SIGNED, False, "low")
    assert (act.verb, act.office.slug, act.reason, act.is_open) == (SIGNED, "street-lighting", WHY, True)
    assert ["left", None, "low"] in act.changes
    assert WHY in grace.get(f"/decisions/{act.public_id}/").content.decode()
    assert Act.objects.get(verb="assessments.assessment.advised").office.slug == "data-protection"
    assert not list(broken_links())


def test_who_wrote_it_neither_signs_nor_advises(three, dana):
    write(three.writer, "reports", WHOLE, after=0)
    write(dana, "reports", WHOLE, after=1)
    with pytest.raises(RefusedError, match="Only the data-protection officer"):
        advise(three.signer, "reports", 2, opinion())
    advise(three.officer, "reports", 2, opinion())
    for writer in (three.writer, dana):
        with pytest.raises(RefusedError, match="Four eyes"):
            sign(writer, "reports", 2, WHY)
    sign(three.signer, "reports", 2, WHY)
    # After it was signed a new round begins: who wrote then may sign now.
    write(three.signer, "reports", WHOLE, after=2)
    advise(three.officer, "reports", 3, opinion())
    sign(three.writer, "reports", 3, WHY)


def test_an_officer_who_wrote_it_does_not_advise_on_it(service, city_desk, three):
    from parvis.kernel.people.actions import grant_role
    from parvis.kernel.people.rules import Role

    grant_role(three.officer, city_desk, Role.MANAGER)
    officer = type(three.officer).objects.get(pk=three.officer.pk)
    write(officer, "reports", WHOLE, after=0)
    with pytest.raises(RefusedError, match="You wrote it"):
        advise(officer, "reports", 1, opinion())


def test_only_managers_of_the_office_and_of_the_desk_write(three, amina, omar, dana, alice):
    for other in (amina, omar, alice, three.officer):
        with pytest.raises(RefusedError, match="Only managers"):
            write(other, "reports", WHOLE, after=0)
    write(dana, "reports", WHOLE, after=0)
    with pytest.raises(RefusedError, match="Only managers"):
        write(three.writer, "account", WHOLE, after=0)
    with pytest.raises(AbsentError):
        write(dana, "nothing", WHOLE, after=0)


def test_nothing_is_advised_on_before_it_is_answered(three):
    write(three.writer, "reports", Written(NECESSITY, "", "", (HIGH,)), after=0)
    with pytest.raises(RefusedError, match=r"What residents say.*What the authority said"):
        advise(three.officer, "reports", 1, opinion())
    write(three.writer, "reports", replace(WHOLE, consulted=RESIDENTS, risks=(HIGH,)), after=1)
    advise(three.officer, "reports", 2, opinion(Advice.AGAINST))
    assert version_of("reports", 2).advice == "against"
    sign(three.signer, "reports", 2, "The council decided otherwise, with its reasons.")
    assert assessed_part("reports").left == "high"


def test_a_version_is_advised_on_once_and_signed_once_and_only_the_newest(three):
    write(three.writer, "reports", WHOLE, after=0)
    with pytest.raises(RefusedError, match="First the data-protection officer"):
        sign(three.signer, "reports", 1, WHY)
    advise(three.officer, "reports", 1, opinion())
    with pytest.raises(RefusedError, match="advised on this version"):
        advise(three.officer, "reports", 1, opinion())
    write(three.writer, "reports", replace(WHOLE, necessity=NECESSITY * 2), after=1)
    with pytest.raises(RefusedError, match="newer version"):
        sign(three.signer, "reports", 1, WHY)
    with pytest.raises(RefusedError, match="newer version"):
        advise(three.officer, "account", 1, opinion())
    advise(three.officer, "reports", 2, opinion())
    sign(three.signer, "reports", 2, WHY)
    with pytest.raises(RefusedError, match="signed already"):
        sign(three.signer, "reports", 2, WHY)
    assert version_of("reports", 1).necessity == NECESSITY, "each version is kept"


def test_two_who_write_at_once_lose_nothing_and_twice_is_once(three):
    made = write(three.writer, "reports", WHOLE, after=0, token="t")
    assert write(three.writer, "reports", WHOLE, after=0, token="t") == made
    with pytest.raises(RefusedError, match="Somebody changed this meanwhile"):
        write(three.writer, "reports", WHOLE, after=0, token="u")
    with pytest.raises(RefusedError, match="no risk graver"):
        write(
            three.writer,
            "reports",
            replace(WHOLE, risks=(replace(RISK, left_likelihood=Likelihood(4)),)),
            after=1,
        )
    assert Assessment.objects.count() == 1


def test_what_the_programs_do_otherwise_makes_it_out_of_date(three, monkeypatch, clock, grace):
    signed(three)
    assert notice_changes() == 0
    with monkeypatch.context() as patch:
        kept_otherwise(patch, kept=replace(registry._rules["reports.Report.email"].kept, days=900))
        found = assessed_part("reports")
        assert (found.standing, found.is_outdated) == (Standing.OUTDATED, True)
        (change,) = found.changes
        assert (change.name, change.before["days"], change.after["days"]) == ("reports.Report.email", 14, 900)
        clock.shift(timedelta(days=1))
        notice(0)
        since = Assessment.objects.get().outdated_at
        assert since == now()
        clock.shift(timedelta(days=1))
        assert notice_changes() == 1
        assert Assessment.objects.get().outdated_at == since, "the first night counts"
        assert "no longer all that they do" in grace.get("/privacy/assessments/reports/").content.decode()
    notice_changes()
    assert Assessment.objects.get().outdated_at is None
    assert assessed_part("reports").standing is Standing.SIGNED


@pytest.mark.parametrize("what", ["seen_by", "recipient", "consent", "signatures", "partner"])
def test_each_thing_that_the_programs_know_counts(three, service, what, monkeypatch, settings):
    signed(three)
    if what == "seen_by":
        rule = registry._rules["reports.Report.email"]
        kept_otherwise(monkeypatch, handling=replace(rule.handling, seen_by=Seen.EVERYONE))
    elif what == "recipient":
        monkeypatch.setitem(registry._recipients, "reports", {"stranger": "A stranger."})
    elif what == "consent":
        from parvis.kernel.consents import registry as consents

        monkeypatch.setattr(consents, "_purposes", {})
    elif what == "signatures":
        control_of = replace(settings.CITY.control, two_people=("reports.report.closed",))
        settings.CITY = replace(settings.CITY, control=control_of)
    else:
        service.stage, service.content = "open", service.content.model_copy(update={"partner": "a-firm"})
        service.save()
    assert assessed_part("reports").standing is Standing.OUTDATED


def test_the_language_of_the_reader_is_no_change(three):
    signed(three)
    keys = {}
    for language in ("en", "fr", "es", "ca", "ar"):
        with translation.override(language):
            assert assessed_part("reports").standing is Standing.SIGNED
            keys[language] = [each.part.key for each in assessed()]
    assert all(found == keys["en"] for found in keys.values())


def test_signing_what_the_programs_no_longer_do_is_refused(three, monkeypatch):
    write(three.writer, "reports", WHOLE, after=0)
    advise(three.officer, "reports", 1, opinion())
    kept_otherwise(monkeypatch, kept=replace(registry._rules["reports.Report.email"].kept, days=900))
    with pytest.raises(RefusedError, match="The programs changed"):
        sign(three.signer, "reports", 1, WHY)


def test_where_the_city_asks_for_two_the_second_signature_does_it(three, dana, settings):
    settings.CITY = replace(settings.CITY, control=replace(settings.CITY.control, two_people=(SIGNED,)))
    write(three.writer, "reports", WHOLE, after=0)
    advise(three.officer, "reports", 1, opinion())
    proposal = sign(three.signer, "reports", 1, WHY)
    assert assessed_part("reports").standing is Standing.ADVISED
    with pytest.raises(RefusedError, match="Four eyes"):
        control.sign(proposal.pk, three.writer)
    act = control.sign(proposal.pk, dana)
    assert {act.person, act.second} == {three.signer, dana}
    assert assessed_part("reports").standing is Standing.SIGNED


def test_whoever_leaves_is_not_named_any_more(three, city_desk):
    other = official("Odile", city_desk, "manager")
    version = signed(Three(other, three.officer, three.signer))
    erase(other)
    version.refresh_from_db()
    assert (version.written_by, version.signed_by) == (None, three.signer)


def test_a_service_that_opens_without_is_warned_about_and_a_strict_city_refuses(three, service, settings):
    assert [each.name for each in warnings(service, Stage.PILOT)] == ["assessment"]
    assert [each.name for each in warnings(service, Stage.OPEN)] == ["assessment"]
    assert warnings(service, Stage.PAUSED) == []
    assert "assessment" not in [each.name for each in checks_of(service, Stage.OPEN)]
    privacy = replace(settings.CITY.privacy, assess_before_opening=True)
    settings.CITY = replace(settings.CITY, privacy=privacy)
    asked = {each.name: each.done for each in checks_of(service, Stage.OPEN)}
    assert asked["assessment"] is False
    assert "assessment" not in [each.name for each in checks_of(service, Stage.PILOT)]
    assert warnings(service, Stage.OPEN) == []
    signed(three)
    assert {each.name: each.done for each in checks_of(service, Stage.OPEN)}["assessment"] is True
    assert warnings(service, Stage.PILOT) == []
    assert is_assessed("composer"), "it keeps nothing of people"
