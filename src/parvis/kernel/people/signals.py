"""What we do when django-allauth has proved an address."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.dispatch import receiver

from parvis.kernel.people.actions import raise_level
from parvis.kernel.people.rules import Level


@receiver(email_confirmed)
def on_email_confirmed(sender: Any, email_address: EmailAddress, **_unused: Any) -> None:
    """A proved address raises the level of its person."""
    raise_level(email_address.user, Level.CONTACT_CONFIRMED)
