"""Two people of the demo who want to be told: one about a neighbourhood, one about a spot."""

from django.conf import settings

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.demo import PEOPLE
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.places.index import areas_at
from parvis.kernel.places.search import nearest_street
from parvis.services.around.actions import watch
from parvis.services.around.models import Place
from parvis.services.around.queries import neighbourhoods
from parvis.services.around.rules import Rhythm, circle_of

order = 60


def seed() -> None:
    """The service itself, the neighbourhood in the middle of the city, and five hundred metres around the middle."""
    offer("around", Organisation.objects.get(is_public_desk=True), stage="open")
    lat, lon = settings.CITY.centre[1], settings.CITY.centre[0]
    area_reader, spot_reader = (Person.objects.get(email=each.email) for each in PEOPLE[:2])
    area = neighbourhoods().filter(pk__in=areas_at(lat, lon).ids).first()
    if area is not None:
        watch(Place(area), Rhythm.DAILY, area_reader, language=area_reader.language)
    circle = circle_of(lat, lon, 500)
    place = Place(circle=circle, spot=nearest_street(lat, lon) or "")
    watch(place, Rhythm.WEEKLY, spot_reader, questions=("saw", "say"), language=spot_reader.language)
