"""What steps, sign-ins and measures are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.kernel.breaches.rules import SignIns, Step

STEPS = {
    Step.CONTAINED: _("It is stopped: nobody gets at the data this way any more."),
    Step.ASSESSED: _("It is known which data, how many people, and what it may mean for them."),
    Step.AUTHORITY: _("The authority was told, or it is written down why it need not be."),
    Step.PEOPLE: _("The people were told, or it is written down why they need not be."),
    Step.LEARNED: _("It is written down how it happened and what is done so that it does not again."),
}
SIGN_INS = {
    SignIns.NOBODY: pgettext_lazy("whose sign-ins end", "nobody's"),
    SignIns.OFFICIALS: pgettext_lazy("whose sign-ins end", "those of people who work for the city"),
    SignIns.EVERYBODY: pgettext_lazy("whose sign-ins end", "everybody's, yours too"),
}
# What the register of decisions calls what changed.
CHANGES = {
    "sign_ins": _("Sign-ins that end"),
    "keys": _("All keys of programs are revoked"),
    "links": _("All links in letters are broken"),
    "tells": _("The people are told"),
    "closes": _("Programs take nothing away"),
    "step": _("Step"),
    **{f"step={step}": words for step, words in STEPS.items()},
    **{f"sign_ins={whose}": words for whose, words in SIGN_INS.items()},
}
