"""The demo's composed services: one that says why it is there, one that is tried out, one that is a draft."""

from datetime import timedelta

from django.db.models import Count
from django.utils.timezone import localdate

from parvis.kernel.catalogue.actions import Draft, Step, compose, move, offer, revise
from parvis.kernel.catalogue.models import Service
from parvis.kernel.catalogue.rules import Stage
from parvis.kernel.clock import now
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Level, Role
from parvis.kernel.places.queries import neighbourhoods
from parvis.kernel.sheets.rules import Reward, Rung, Sheet

order = 80
STREETS = Sheet(
    reward=Reward.THANKS,
    purpose="Whoever sees something broken can say so in a minute, and learns who repairs it, and by when.",
    legal_basis="City ordinance on public works; decision of the council of 4 May 2026.",
    retention="The public part of a report stays, as the city's memory. An address goes when it is not needed.",
    access_plan="By phone and at the desk, by text message, on paper with a code, in five languages.",
    why_not_city="The city cannot see every street every day; the people who live there do.",
    why_not_market="A firm would sell what people tell it. Here the city owns the data, and everyone the software.",
    if_it_stops="Reports go back to the phone. All of them can be taken along in open formats.",
    learned="Nine of ten reports name the right office. People want to hear why something takes long, so we say it.",
)
TREES = Sheet(
    names={
        "en": "Trees of our street",
        "fr": "Les arbres de notre rue",
        "es": "Los árboles de nuestra calle",
        "ca": "Els arbres del nostre carrer",
        "ar": "أشجار شارعنا",
    },
    words={
        "en": "Look after a tree or a hydrant near you. The city shows you how, and thanks you.",
        "fr": "Prenez soin d’un arbre ou d’une bouche d’incendie près de chez vous. La ville vous montre comment.",
        "es": "Cuide un árbol o una boca de incendios cerca de usted. La ciudad le enseña cómo.",
        "ca": "Tingueu cura d’un arbre o d’una boca d’incendis a prop vostre. La ciutat us ensenya com fer-ho.",
        "ar": "اعتنِ بشجرة أو صنبور إطفاء قريب منك. المدينة تعلّمك كيف وتشكرك.",
    },
    icon="leaf-duotone",
    ladder={Rung.COMMITMENT: Level.CONTACT_CONFIRMED},
    purpose="Young trees die in dry summers. A neighbour with a bucket keeps one alive.",
    legal_basis="Decision of the council on the trees of the city, 12 March 2026.",
    retention="Who looks after a tree is kept as long as they do, and a year afterwards.",
    access_plan="Adopt by phone or at the desk; a neighbour may carry the water for you.",
    why_not_city="The crews reach each tree twice a summer. A young tree needs water every week.",
    why_not_market="No firm waters a single tree for a price that a city pays.",
    if_it_stops="The trees go back to the crews, who know from the map which ones need them most.",
)


def seed() -> None:
    """Answers for reports, a pilot in one neighbourhood; a second time changes nothing."""
    desk = Organisation.objects.get(is_public_desk=True)
    offer("composer", desk, stage="open")
    manager = next(
        (each for each in Person.objects.order_by("pk") if each.serves_public_desk(Role.MANAGER)), None
    )
    offices = Organisation.objects.filter(is_partner=False, is_public_desk=False)
    staffed = offices.annotate(people=Count("memberships")).filter(people__gt=1)
    office = staffed.order_by("-people", "slug").first()
    if manager is None or office is None:
        return
    reports = Service.objects.filter(module="reports", area=None, sheet={}).first()
    if reports is not None:
        draft = Draft(desk, office, STREETS)
        revise(
            reports.pk, draft, manager, revision=reports.revision, reason="So that everybody can read why."
        )
    place = next(iter(neighbourhoods().values()), None)
    if place is not None and not Service.objects.filter(module="adoptions").exclude(area=None).exists():
        made = compose("adoptions", place, Draft(office, desk, TREES), manager)
        until = localdate(now()) + timedelta(days=120)
        why = "One neighbourhood tries it for a summer before the city promises it to all."
        move(made.pk, Step(Stage.PILOT, why, until), manager)
