"""Who may thank for what."""

from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.services.thanks.rules import Done, can_thank


def may_thank(done: Done | None, *, is_own: bool) -> Verdict:
    """Members, for what others did lately and everybody can see. `is_own`: nobody but they did anything there."""
    if done is None or not can_thank(done, now(), is_own=is_own):
        return Denied(_("You can thank for what others did here lately."))
    return ALLOWED
