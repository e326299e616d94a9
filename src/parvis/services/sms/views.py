"""What a gateway hands over; the public desk's side; and the phone that the demo plays."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.looks.contracts import Shown, note
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, officials
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.services.carrier.contracts import phones_of, said_to, webhook_of
from parvis.services.gsm.contracts import DEMO, ForgedError, FormError, Text, gateway
from parvis.services.sms.actions.desk import answer, make_report, settle
from parvis.services.sms.actions.taking import take
from parvis.services.sms.forms import AnswerForm, PhoneForm, ReportForm
from parvis.services.sms.policies import may_read_texts
from parvis.services.sms.queries import held, held_one, last_in
from parvis.services.sms.rules import Reason

REASON_WORDS = {
    Reason.NO_PLACE: gettext_lazy("We asked twice, and found no place in the answers."),
    Reason.NO_ANSWER: gettext_lazy("We asked back, and nobody answered."),
    Reason.REFUSED: gettext_lazy("It could not be taken as it is."),
}


@everyone
@csrf_exempt  # a machine posts; its signature over the address and all fields is the proof
@require_POST
def arrive(request: HttpRequest) -> HttpResponse:
    """One message, from the gateway and from nobody else. The answer goes out by itself: this one is empty TwiML."""
    carrier = gateway()
    if carrier is None:
        raise AbsentError
    try:
        text = carrier.read_text(webhook_of(request))
    except ForgedError as forged:
        raise PermissionDenied from forged
    except FormError as wrong:
        return HttpResponseBadRequest(str(wrong), content_type="text/plain")
    take(text)
    return HttpResponse("<Response/>", content_type="text/xml")


@officials
@never_cache
@require_GET
def texts(request: MemberRequest) -> HttpResponse:
    """What waits, the oldest first, with the reason."""
    verdict = may_read_texts(request.user)
    if not verdict:
        messages.error(request, verdict.reason)
        return redirect("office:home")
    waiting = held()
    phones = phones_of({each.line for each in waiting})
    shown = [Shown(phones[each.line].person, f"sms.text:{each.public_id}") for each in waiting]
    note(request.user, "sms.text", shown)
    lines = [(each, phones[each.line].mask, REASON_WORDS[Reason(each.reason)]) for each in waiting]
    is_demo, works = settings.SMS_GATEWAY == DEMO, gateway()
    context = {"lines": lines, "last_in": last_in(), "is_demo": is_demo, "works": works}
    return render(request, "sms/texts.html", context)


@officials
@never_cache
@require_http_methods(["GET", "POST"])
def text(request: MemberRequest, public_id: str) -> HttpResponse:
    """One message: answer it, or make it a report."""
    require(may_read_texts(request.user))
    message, wants = held_one(public_id), request.POST.get("do", "")
    answering = AnswerForm(request.POST if wants == "answer" else None)
    reporting = ReportForm(request.POST if wants == "report" else None)
    form = {"answer": answering, "report": reporting}.get(wants)
    if form is not None and form.is_valid():
        try:
            if form is answering:
                answer(public_id, request.user, form.cleaned_data["words"])
            else:
                make_report(public_id, request.user, form.cleaned_data["kind"], form.cleaned_data["address"])
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("Done. Whoever wrote is told."))
            return redirect("sms:texts")
    phone, reason = phones_of({message.line})[message.line], REASON_WORDS[Reason(message.reason)]
    note(request.user, "sms.text", [Shown(phone.person, f"sms.text:{public_id}")])
    context = {"message": message, "answering": answering, "reporting": reporting}
    context |= {"reason": reason, "phone": phone.mask}
    return render(request, "sms/text.html", context, status=422 if form is not None else 200)


@officials
@require_POST
def done(request: MemberRequest, public_id: str) -> HttpResponse:
    """Somebody read it."""
    settle(public_id, request.user)
    messages.success(request, _("Done. Nothing of the message is kept."))
    return redirect("sms:texts")


@officials
@never_cache
@require_http_methods(["GET", "POST"])
def phone(request: MemberRequest) -> HttpResponse:
    """Play a phone, where the gateway is one for show: what is written here comes in, what would go out is listed."""
    if settings.SMS_GATEWAY != DEMO:
        raise AbsentError
    require(may_read_texts(request.user))
    number = request.session.get("sms_phone", "")
    form = PhoneForm(request.POST or None, initial={"phone": number or "+16175550142"})
    if form.is_bound and form.is_valid():
        number = request.session["sms_phone"] = form.cleaned_data["phone"]
        take(Text(f"demo-{secrets.token_hex(8)}", number, form.cleaned_data["words"]))
        return redirect("sms:phone")
    context = {"form": form, "number": number, "said": said_to(number) if number else []}
    return render(request, "sms/phone.html", context, status=422 if form.is_bound else 200)
