"""The demo data of moderation, made through its actions."""

from parvis.kernel.people.models import Person
from parvis.kernel.trust.actions import Reason, flag
from parvis.kernel.trust.queries import standing_on
from parvis.kernel.trust.rules import Ground
from parvis.services.moderation.actions import take_away
from parvis.services.moderation.rules import Taking
from parvis.services.reports.contracts import Sent, Source, offered, send

order = 70
SPOT = (42.3519, -71.0621)
NUMBER = "617 555 0142"
WORDS = f"The glass of the shelter is broken. Call my neighbour under {NUMBER}, he saw who did it."


def seed() -> None:
    """A telephone number cut out of a report that a reader flagged; a second time changes nothing."""
    agents = Person.objects.filter(memberships__organisation__is_public_desk=True, is_active=True)
    kind = next((each.slug for each in offered(SPOT) if not each.questions), None)
    by = next((each for each in agents.order_by("pk") if each.serves_public_desk()), None)
    if kind is None or by is None:
        return
    made = send(
        Sent(kind, *SPOT, via="", words=WORDS, source=Source.WEB, key="moderation-seed", unasked=True)
    )
    subject = f"reports.report:{made.id}"
    if not standing_on(subject):
        flag(subject, Ground.PERSONAL_DATA, "There is a telephone number in it.", None)
        why = "Somebody else's telephone number, whom you did not ask. The rest of your words stays."
        take_away(subject, Taking(passages=(NUMBER,)), Reason(Ground.PERSONAL_DATA, why, by))
