"""What levels, advice and standings are called, and what is true of every part of the house."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.kernel.assessments.rules import Advice, Height, Likelihood, Severity, Standing

LIKELIHOODS = {
    Likelihood.NEGLIGIBLE: pgettext_lazy("how likely", "1: hardly possible"),
    Likelihood.LIMITED: pgettext_lazy("how likely", "2: difficult"),
    Likelihood.SIGNIFICANT: pgettext_lazy("how likely", "3: possible"),
    Likelihood.MAXIMUM: pgettext_lazy("how likely", "4: easy"),
}
SEVERITIES = {
    Severity.NEGLIGIBLE: pgettext_lazy("how severe", "1: a nuisance"),
    Severity.LIMITED: pgettext_lazy("how severe", "2: a trouble that passes"),
    Severity.SIGNIFICANT: pgettext_lazy("how severe", "3: a serious harm"),
    Severity.MAXIMUM: pgettext_lazy("how severe", "4: a harm that stays"),
}
HEIGHTS = {
    Height.LOW: pgettext_lazy("risk", "low"),
    Height.MEDIUM: pgettext_lazy("risk", "medium"),
    Height.HIGH: pgettext_lazy("risk", "high"),
}
ADVICE = {
    Advice.GO: _("nothing speaks against it"),
    Advice.CONDITIONS: _("under conditions"),
    Advice.AGAINST: _("not in this way"),
}
STANDINGS = {
    Standing.MISSING: pgettext_lazy("assessment", "missing"),
    Standing.WRITTEN: pgettext_lazy("assessment", "being written"),
    Standing.ADVISED: pgettext_lazy("assessment", "waits for a signature"),
    Standing.SIGNED: pgettext_lazy("assessment", "signed"),
    Standing.OUTDATED: pgettext_lazy("assessment", "out of date"),
}
TONES = {
    Standing.MISSING: "warning",
    Standing.WRITTEN: "quiet",
    Standing.ADVISED: "quiet",
    Standing.SIGNED: "success",
    Standing.OUTDATED: "warning",
}
LACKING = {
    "necessity": _("Why it is needed, and why with no less"),
    "residents": _("What residents say about it"),
    "risks": _("At least one risk, with what is done about it"),
    "consulted": _("What the authority said, because a risk stays high"),
}
HEADINGS: dict[str, Any] = {
    "consents": _("Consents"),
    "fields": _("Fields"),
    "published": _("Open data"),
    "recipients": _("What leaves the city"),
    "reserved": _("What only officials decide"),
}
# What the register of decisions calls what changed.
CHANGES: dict[str, Any] = {
    "version": _("Version"),
    "left": _("The gravest risk that is left"),
    "advice": _("Advice"),
    **{f"advice={advice}": words for advice, words in ADVICE.items()},
    **{f"left={each}": words for each, words in HEIGHTS.items()},
}
# Each is true of every part, because the house does it and a test shows it (docs/policy/my-data.md, threat-model.md).
SAFEGUARDS = (
    _("Whatever nobody opened stays closed: each page says who may enter, and a test asks them all."),
    _("People who work for the city sign in with a second factor."),
    _("Passwords are kept as Argon2 digests, from which they cannot be read."),
    _("Whoever looks at what only the city knows of somebody leaves a line that this person can read."),
    _("Every night the programs let go of what was kept long enough, by the rules above."),
    _("What happened stands in a journal that nobody can change unseen. It holds no name and no address."),
    _("Photographs are drawn anew: the place and the device in them are thrown away."),
    _("Pages load nothing from elsewhere, and run no script but the city's own."),
    _("Backups are encrypted so that the server itself cannot read them, and are thrown away."),
    _("Everybody sees, takes away and has erased what is kept about them, without asking anybody."),
    _("A data breach is declared with one decision, which starts the clock and can close what goes out."),
)
