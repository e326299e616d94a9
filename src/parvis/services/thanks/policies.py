"""Who may thank for what."""

from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.services.thanks.rules import Done, can_thank


def may_thank(done: Done | None, *, is_own: bool, are_given: bool) -> Verdict:
    """Members, for what others did lately and everybody can see. `is_own`: nobody but they did anything there.
    `are_given`: thanks are what people get back in that service, or more."""
    if not are_given:
        return Denied(
            _("The city decided that nothing is given back in this service, so no thanks are counted.")
        )
    if done is None or not can_thank(done, now(), is_own=is_own):
        return Denied(_("You can thank for what others did here lately."))
    return ALLOWED
