"""What reports says about itself."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from pydantic import Field

from parvis.kernel.catalogue.manifest import (
    Basis,
    Handling,
    Invitation,
    Manifest,
    Rung,
    Seen,
    ServiceSettings,
    Whose,
)
from parvis.kernel.consents.contracts import Asking, Purpose
from parvis.kernel.control.rules import Reserved
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.handling import WORK_OF_OFFICIALS
from parvis.kernel.keeping.registry import Kept
from parvis.services.reports.actions.leaving import forget_reporter, hide_names
from parvis.services.reports.actions.looking import PRIVATE
from parvis.services.reports.queries.mine import SECTIONS
from parvis.services.reports.rules import PHOTOS_AT_MOST, SHOWS_NAME


class ReportsSettings(ServiceSettings):
    """What a city can set."""

    photos_at_most: int = Field(
        PHOTOS_AT_MOST,
        ge=0,
        le=PHOTOS_AT_MOST,
        title=gettext_noop("Photographs that somebody can add at most"),
    )


VERBS = (
    Verb("reports.report.opened", _("{actor} reported: {category}. {office} is responsible."), "saw"),
    Verb("reports.report.followed", _("{actor} follows: {category}."), "say"),
    Verb("reports.report.commented", _("{actor} wrote about: {category}."), "say"),
    Verb("reports.report.found_fixed", _("{actor} looked, and it is fixed: {category}."), "help"),
    Verb("reports.report.found_unfixed", _("{actor} looked, and it is still there: {category}."), "help"),
    Verb("reports.report.asked_again", _("Whoever reported it still sees it: {category}. It is open again.")),
    Verb("reports.report.asked", _("{office} asked a question. The clock waits for the answer.")),
    Verb("reports.report.forwarded", _("{from_office} gave the report to {to_office}.")),
    Verb("reports.report.planned", _("{office} plans the work for {due}.")),
    Verb("reports.report.scheduled", _("{office} plans the work.")),
    Verb("reports.report.started", _("{office} began the work.")),
    Verb("reports.report.answered", _("{office} answered.")),
    Verb("reports.report.closed", _("{office} closed the report.")),
    Verb("reports.report.reopened", _("{office} took the report up again.")),
    Verb("reports.report.merged", _("{office} found that report {duplicate} is about the same thing.")),
    Verb("reports.report.parted", _("{office} found that report {duplicate} is about something else.")),
)

_ACCOUNT = _("kept as long as the account, because it is the person's own contribution")
_PUBLIC = _("public words, kept with the report until their author erases them")

NAMED = Purpose(
    SHOWS_NAME,
    _("My name beside my reports"),
    _("Everybody may read my public name beside the reports for which I choose that."),
)
_WORDS_OF_SENDERS = Handling(Basis.TASK, Whose.SENDERS, Seen.EVERYONE)
# Who sent it in is seen by the office, and by everybody only where they chose to show their name.
HANDLING = Handling(
    Basis.TASK,
    Whose.SENDERS,
    Seen.OFFICE,
    but={
        "Report.assignee": WORK_OF_OFFICIALS,
        **dict.fromkeys(
            ("Report.words", "Report.address", "Photo.upload", "Comment.words"), _WORDS_OF_SENDERS
        ),
    },
)
MANIFEST = Manifest(
    module="reports",
    title=_("Reports"),
    promise=_("Say what is wrong in the street. The responsible office answers by the day it promised."),
    icon="map-pin-duotone",
    question="saw",
    entry="reports:start",
    verbs=VERBS,
    promises="kind",
    reserved=tuple(
        Reserved(f"reports.report.{verb}")
        for verb in (
            "asked",
            "forwarded",
            "planned",
            "scheduled",
            "started",
            "answered",
            "closed",
            "reopened",
            "merged",
            "parted",
        )
    ),
    invitations=(
        Invitation(Rung.TAP, _("Look at a closed report near you: is it fixed?"), "reports:list"),
        Invitation(
            Rung.MINUTE, _("Report something that is broken"), "reports:start", ("reports.report.opened",)
        ),
    ),
    datasets=("reports",),
    handling=HANDLING,
    asks=(Asking(NAMED, hide_names),),
    looks={
        "reports.case": _("opened your report in the office, with your name and address"),
        PRIVATE: _("read your report, which is not public"),
    },
    recipients={
        "systems": _(
            "Offices that work in a system of their own, or by e-mail: the words, photographs and place of a report, "
            "not who sent it."
        )
    },
    retention={
        "Report.author": Kept(None, _ACCOUNT),
        "Report.assignee": Kept(None, _("kept with the report: who worked on it for the city")),
        "Report.email": Kept(14, _("only until the address is confirmed"), "sent_at"),
        "Report.words": Kept(None, _PUBLIC),
        "Report.address": Kept(None, _("the place of the thing, not of the person")),
        "Photo.upload": Kept(None, _PUBLIC),
        "Comment.person": Kept(None, _ACCOUNT),
        "Comment.words": Kept(None, _PUBLIC),
        "Follow.person": Kept(None, _ACCOUNT),
        "Vote.person": Kept(None, _ACCOUNT),
    },
    my_data=SECTIONS,
    forget=forget_reporter,
    settings=ReportsSettings,
)
