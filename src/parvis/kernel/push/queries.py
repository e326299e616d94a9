"""Reads of devices, and the city's key."""

from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from django.conf import settings
from django.db.models import QuerySet

from parvis.kernel.people.models import Person
from parvis.kernel.push.engine.base64url import encoded
from parvis.kernel.push.engine.sealing import point_of
from parvis.kernel.push.engine.signing import key_from
from parvis.kernel.push.models import Device


def own_key() -> EllipticCurvePrivateKey:
    """The city's key. It comes from the city's one secret, so that there is no second one to keep and to lose."""
    return _key(settings.SECRET_KEY)


def public_key() -> str:
    """What browsers need of the city's key."""
    return encoded(point_of(own_key().public_key()))


def devices_of(person: Person) -> QuerySet[Device]:
    """The person's devices, the newest first."""
    return Device.objects.filter(person=person)


@lru_cache(maxsize=2)
def _key(secret: str) -> EllipticCurvePrivateKey:
    return key_from(secret)
