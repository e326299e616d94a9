"""Who leads the city founds offices, gives roles and sets hours, in public; nobody helps themselves to a role."""

from datetime import date, timedelta

import pytest
from django.core import mail

from parvis.kernel.assurance.models import Residence
from parvis.kernel.assurance.rules import Way
from parvis.kernel.catalogue.models import Service
from parvis.kernel.clock import now
from parvis.kernel.control.models import Act
from parvis.kernel.deputies.actions import Loan, lend
from parvis.kernel.hours.weeks import OFFICE_WEEK
from parvis.kernel.people.models import Membership, Organisation, Person
from parvis.kernel.people.rules import Level, Role
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.promises.actions import Terms, open_promise
from parvis.kernel.promises.calendars import week_of
from parvis.kernel.promises.course import course_of
from parvis.kernel.testing.answers import words_of
from parvis.kernel.testing.browser import NARROW, Look, overflows
from parvis.services.offices.actions import Hours, Wish, change, found, give_role, set_hours, take_role
from parvis.services.offices.seeds import seed
from parvis.services.offices.tests.pages import WEEK, WHY

OFFICE = "/office/offices/"


def anew(person):
    return Person.objects.get(pk=person.pk)


def test_the_desk_founds_an_office_from_its_page_and_everybody_reads_it(olga, sign_in, grace, parks):
    given = {
        "name_en": "Bridges",
        "name_fr": "Ouvrages",
        "email": "b@city.example",
        "parent": parks.pk,
        "reason": WHY,
    }
    made = sign_in(olga).post(f"{OFFICE}new/", given)
    office = Organisation.objects.get(slug="bridges")
    assert made.url == f"{OFFICE}bridges/"
    assert (office.names, office.parent, office.is_partner) == (
        {"en": "Bridges", "fr": "Ouvrages"},
        parks,
        False,
    )
    act = Act.objects.get(verb="offices.office.founded")
    assert act.reason == WHY
    assert "The city has a new office or partner: Bridges." in words_of(grace.get("/decisions/"))
    assert "nouveau service administratif ou partenaire : Ouvrages" in words_of(
        grace.get(act.get_absolute_url(), headers={"accept-language": "fr"})
    )
    said = words_of(grace.get("/offices/"))
    assert "Monday – Friday 08:30–17:00 Saturday – Sunday closed" in said
    assert "Bridges Belongs to Parks" in said


@pytest.mark.parametrize("name", ["amina", "mona", "olive", "dana"])
def test_nobody_but_the_owners_of_the_desk_founds_one(cast, name, city_desk):
    with pytest.raises(RefusedError, match="Only owners of the public desk"):
        found(getattr(cast, name), Wish({"en": "Mine"}), WHY)


def test_an_office_has_a_name_of_its_own(olga, parks):
    with pytest.raises(RefusedError, match="of that name already"):
        found(olga, Wish({"en": "Parks"}), WHY)
    with pytest.raises(RefusedError, match="language of the city"):
        found(olga, Wish({"fr": "Ouvrages"}), WHY)
    assert found(olga, Wish({"en": "公园"}), WHY).slug.startswith("office-")


def test_no_office_belongs_to_itself_over_whatever_steps(olga, parks, street_lighting):
    change(olga, "parks", Wish({"en": "Parks"}, parent=street_lighting), WHY)
    for parent in (parks, street_lighting):
        with pytest.raises(RefusedError, match="cannot belong to itself"):
            change(
                olga,
                "street-lighting",
                Wish({"en": "Lamps"}, parent=Organisation.objects.get(pk=parent.pk)),
                WHY,
            )


def test_a_change_is_a_decision_and_none_is_none(olive, street_lighting):
    same = Wish(street_lighting.names, street_lighting.email)
    change(olive, "street-lighting", same, WHY)
    assert not Act.objects.exists()
    change(olive, "street-lighting", Wish({"en": "Lamps"}, street_lighting.email), WHY)
    assert [each[:1] for each in Act.objects.get().changes] == [["name"]]


def test_an_owner_gives_a_role_and_the_register_names_nobody(
    olive, bob, sign_in, street_lighting, grace, run_jobs
):
    answer = sign_in(olive).post(
        f"{OFFICE}street-lighting/", {"email": bob.email, "role": "manager", "reason": WHY}
    )
    assert answer.status_code == 302
    assert anew(bob).serves(street_lighting.pk, Role.MANAGER)
    act = Act.objects.get(verb="offices.role.given")
    assert (act.office, act.changes) == (street_lighting, [["role", None, "manager"]])
    said = words_of(grace.get(act.get_absolute_url()))
    assert "manager" in said
    assert "Bob" not in said
    run_jobs()
    assert mail.outbox[0].subject.endswith("You have a role at Street Lighting")


@pytest.mark.parametrize(
    ("name", "slug"), [("mona", "street-lighting"), ("alice", "parks"), ("olive", "parks")]
)
def test_who_does_not_lead_an_office_gives_no_roles_there(cast, name, slug, bob, parks, street_lighting):
    with pytest.raises(RefusedError, match="Only owners of"):
        give_role(getattr(cast, name), slug, bob, Role.AGENT, WHY)


def test_nobody_changes_their_own_role(olga, olive, city_desk, street_lighting):
    for person, office in ((olga, city_desk), (olive, street_lighting)):
        with pytest.raises(RefusedError, match="their own role"):
            give_role(person, office.slug, person, Role.OWNER, WHY)
        with pytest.raises(RefusedError, match="their own role"):
            take_role(person, office.slug, office.memberships.get(person=person).pk, WHY)


def test_a_partners_owner_leads_nothing_and_the_desk_gives_its_roles(olga, bob, charlie):
    made = found(olga, Wish({"en": "Repair Café"}, is_partner=True), WHY)
    give_role(olga, made.slug, bob, Role.OWNER, WHY)
    for deed in (
        lambda: give_role(anew(bob), made.slug, charlie, Role.AGENT, WHY),
        lambda: change(anew(bob), made.slug, Wish({"en": "Café of the city"}), WHY),
        lambda: set_hours(anew(bob), made, Hours(WEEK), WHY),
    ):
        with pytest.raises(RefusedError, match="Only"):
            deed()


def test_a_role_that_is_taken_ends_with_what_was_lent_of_it(
    olive, mona, omar, bob, street_lighting, run_jobs
):
    own = Membership.objects.select_related("organisation").get(person=mona)
    lend(Loan(own, omar, Role.AGENT, now() + timedelta(days=5)), mona, WHY)
    take_role(olive, "street-lighting", own.pk, WHY)
    take_role(olive, "street-lighting", own.pk, WHY)
    assert (anew(mona).roles(), anew(mona).level) == ({}, Level.CONTACT_CONFIRMED)
    assert not anew(omar).serves(street_lighting.pk)
    assert Act.objects.filter(verb="offices.role.taken").count() == 1
    run_jobs()
    assert mail.outbox[-1].subject.endswith("You have no role at Street Lighting any more")


def test_an_official_who_lives_here_stays_a_confirmed_resident(olive, mona, street_lighting):
    Residence.objects.create(person=mona, way=Way.COUNTER, seen="passport", until=now() + timedelta(days=99))
    take_role(olive, "street-lighting", Membership.objects.get(person=mona).pk, WHY)
    assert anew(mona).level == Level.RESIDENT_CONFIRMED


def test_the_desk_never_loses_its_last_owner(olga, city_desk, dana):
    give_role(olga, "city-desk", dana, Role.OWNER, WHY)
    at_the_same_time = anew(dana)
    assert at_the_same_time.serves_public_desk(Role.OWNER)
    take_role(olga, "city-desk", city_desk.memberships.get(person=dana).pk, WHY)
    last = city_desk.memberships.get(person=olga)
    for deed in (
        lambda: take_role(at_the_same_time, "city-desk", last.pk, WHY),
        lambda: give_role(at_the_same_time, "city-desk", olga, Role.AGENT, WHY),
    ):
        with pytest.raises(RefusedError, match="Name another one first"):
            deed()


def test_a_deputy_gives_and_takes_no_roles(olga, amina, mona, bob, city_desk, street_lighting):
    own = Membership.objects.select_related("organisation").get(person=olga)
    lend(Loan(own, amina, Role.OWNER, now() + timedelta(days=5)), olga, WHY)
    with pytest.raises(RefusedError, match="A deputy gives"):
        give_role(anew(amina), "street-lighting", bob, Role.AGENT, WHY)
    with pytest.raises(RefusedError, match="A deputy gives"):
        take_role(anew(amina), "city-desk", own.pk, WHY)


def test_only_who_has_an_account_gets_a_role(olive, sign_in, street_lighting):
    sent = {"email": "nobody@people.example", "role": "agent", "reason": WHY}
    answer = sign_in(olive).post(f"{OFFICE}street-lighting/", sent)
    assert answer.status_code == 422
    assert "Ask them to make one first" in words_of(answer)
    assert WHY in answer.content.decode(), "Nothing typed is lost."


def test_promises_are_counted_by_the_hours_that_a_manager_set(mona, sign_in, street_lighting, city_desk):
    before = open_promise(Terms("lamps.lamp:1", "lamps", street_lighting, 60)).due_at
    sent = {f"day_{day}": "" for day in OFFICE_WEEK} | {"day_sun": "10:00–12:00, 13:00-24:00"}
    sent |= {"holidays": "2030-12-24\n", "reason": WHY}
    answer = sign_in(mona).post(f"{OFFICE}street-lighting/hours/", sent)
    assert answer.status_code == 302
    week = week_of(street_lighting.pk)
    assert [len(each) for each in week.days] == [0, 0, 0, 0, 0, 0, 2]
    assert date(2030, 12, 24) in week.holidays
    later = open_promise(Terms("lamps.lamp:2", "lamps", street_lighting, 60)).due_at
    assert later != before
    assert Act.objects.get(verb="offices.office.opened").office == street_lighting


def test_what_is_no_time_or_no_day_is_told_beside_it(mona, sign_in, street_lighting):
    sent = {"day_mon": "always", "holidays": "Christmas", "reason": WHY}
    said = words_of(sign_in(mona).post(f"{OFFICE}street-lighting/hours/", sent))
    assert "“always” is no time" in said
    assert "“Christmas” is no day" in said


def test_an_office_that_never_opens_promises_nothing(mona, street_lighting):
    with pytest.raises(RefusedError, match="never opens"):
        set_hours(mona, street_lighting, Hours({day: [] for day in OFFICE_WEEK}), WHY)


def test_only_the_owners_of_the_desk_set_the_hours_of_the_city(dana, olga, grace, street_lighting):
    with pytest.raises(RefusedError, match="Only owners of the public desk"):
        set_hours(dana, None, Hours(WEEK), WHY)
    set_hours(olga, None, Hours(WEEK), WHY)
    assert "Boston changed its working hours" in words_of(grace.get("/decisions/"))
    assert len(week_of(street_lighting.pk).days[0]) == 2


def test_a_partner_that_the_desk_named_has_the_word_before_the_office(olga, street_lighting, city_desk):
    made = found(olga, Wish({"en": "Repair Café"}, is_partner=True), WHY)
    service = Service(
        module="reports", steward=street_lighting, sheet={"partner": made.slug, "partner_hours": 4}
    )
    course = course_of(service, street_lighting, now())
    assert (course.chain[0], course.lead) == (made.pk, (240,))


def test_the_demo_names_a_partner_once(olga):
    seed()
    seed()
    assert Organisation.objects.get(is_partner=True).name == "Repair Café"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_very_long_name_makes_no_page_wider_than_a_phone(open_page, olga, language):
    named = {"en": "Straßenbeleuchtungsinstandhaltungsgesellschaftsaufsicht"}
    home = f"{OFFICE}{found(olga, Wish(named), WHY).slug}/"
    for path in (home, f"{home}hours/"):
        assert not overflows(open_page(path, Look(NARROW, language, person=olga))), path
