"""The public desk's side: letters that no machine could place."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from parvis.kernel.looks.contracts import Shown, note
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.services.letterbox.actions.taking import settle
from parvis.services.letterbox.policies import may_read_letters
from parvis.services.letterbox.queries import held
from parvis.services.letterbox.rules import Reason

REASON_WORDS = {
    Reason.UNREADABLE: gettext_lazy("It is not written as e-mail must be."),
    Reason.TOO_LARGE: gettext_lazy("It is larger than 15 MB."),
    Reason.NO_SENDER: gettext_lazy("It does not say who sent it."),
    Reason.OTHER_SENDER: gettext_lazy(
        "It answers a letter of ours, but from another address than we wrote to."
    ),
    Reason.NO_WORDS: gettext_lazy("There is nothing in it to read."),
    Reason.NO_PLACE: gettext_lazy("We asked where it is, and found no place in the answers."),
    Reason.TOO_MANY: gettext_lazy("Very many came from this sender at once."),
    Reason.REFUSED: gettext_lazy("It could not be taken as it is."),
}


@officials
@never_cache
@require_GET
def letters(request: MemberRequest) -> HttpResponse:
    """What waits, the oldest first, with the reason."""
    verdict = may_read_letters(request.user)
    if not verdict:
        messages.error(request, verdict.reason)
        return redirect("office:home")
    found = held()
    shown = [Shown(None, f"letterbox.letter:{each.public_id}", each.sender.lower()) for each in found]
    note(request.user, "letterbox.letter", shown)
    lines = [(each, REASON_WORDS[Reason(each.reason)]) for each in found]
    return render(request, "letterbox/letters.html", {"lines": lines})


@officials
@require_POST
def done(request: MemberRequest, public_id: str) -> HttpResponse:
    """Somebody read it."""
    settle(public_id, request.user)
    messages.success(request, _("Done. Nothing of the letter is kept."))
    return redirect("letterbox:letters")
