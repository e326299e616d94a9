"""The demo's text messages: one that became a report, one that is asked back, one that nobody could place."""

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation
from parvis.services.gsm.contracts import Text
from parvis.services.sms.actions.taking import take

order = 69
_TALKS = {
    "+16175550142": ("The street light at 33 Beacon Street is dark.", "It has been so since Monday."),
    "+16175550143": ("A pothole, my wheel is bent!", "12 Boylston Street"),
    "+16175550144": ("Le lampadaire ne marche plus", "Français"),
    "+16175550145": ("It smells terrible here", "next to my house", "where the old bakery was"),
    "+16175550146": ("Help", "Stop"),
}


def seed() -> None:
    """A second time changes nothing: each message is taken once."""
    offer("sms", Organisation.objects.get(is_public_desk=True), stage="open")
    for phone, texts in _TALKS.items():
        for number, words in enumerate(texts):
            take(Text(f"seed-{phone}-{number}", phone, words))
