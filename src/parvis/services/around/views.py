"""Pages: what happens around a place, my places, the page behind a letter, and the feed."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.clock import now
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, members
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.trust.actions import allow, caller_of
from parvis.kernel.trust.rules import Limit
from parvis.services.around.actions import Wish, stop, watch
from parvis.services.around.forms import PlaceForm, WishForm
from parvis.services.around.models import QUESTION_WORDS, Watch
from parvis.services.around.notices import read_letter, read_stop, stop_path
from parvis.services.around.queries import (
    Place,
    Span,
    happenings,
    place_named,
    place_of,
    watch_named,
    watches_of,
)
from parvis.services.around.rules import LINES_AT_MOST, Rhythm

ASKING = Limit("around.watch", burst=10, per_hour=20)
DAYS_SHOWN = 30


@everyone
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """What happens around a place, and the wish to be told of it. The place stands in the address of the page."""
    places = PlaceForm.of(request)
    place = places.place()
    wishes = WishForm(request.POST or None, guest=not request.user.is_authenticated)
    if request.method == "POST" and wishes.is_valid():
        try:
            return _begin(request, place, wishes)
        except RefusedError as refused:
            wishes.add_error(None, refused.reason)
    context = {
        "places": places,
        "wishes": wishes,
        "place": place,
        "days": DAYS_SHOWN,
        "happenings": happenings(place, _last_days(), limit=LINES_AT_MOST),
    }
    return render(request, "around/show.html", context, status=422 if wishes.errors else 200)


@members
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """The places that I am told about."""
    lines = [(each, place_of(each), _questions_of(each)) for each in watches_of(request.user)]
    return render(request, "around/mine.html", {"lines": lines})


@members
@require_POST
def stop_mine(request: MemberRequest, public_id: str) -> HttpResponse:
    """Tell me no more about one of them."""
    stop(public_id, by=request.user)
    messages.success(request, _("Done. We write no more about this place."))
    return redirect("around:mine")


@everyone
@require_http_methods(["GET", "POST"])
def stop_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link in each letter. GET asks (mail scanners follow links), POST does it."""
    public_id = read_stop(token)
    if public_id is None:
        raise AbsentError
    found = watch_named(public_id)
    if request.method == "POST":
        stop(public_id, by=None)
    context = {"place": place_of(found) if found else None, "done": request.method == "POST" or found is None}
    return render(request, "around/stop.html", context)


@everyone
@require_GET
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """A letter as a page."""
    read = read_letter(token)
    if read is None:
        raise AbsentError
    public_id, span = read
    found = watch_named(public_id)
    if found is None:
        messages.info(request, _("You stopped these letters. Here is what happens in the whole city."))
        return redirect("around:show")
    place = place_of(found)
    context = {
        "place": place,
        "happenings": happenings(place, span, found.questions, limit=LINES_AT_MOST),
        "stop": stop_path(public_id),
    }
    return render(request, "around/letter.html", context)


@everyone
@require_GET
def feed(request: HttpRequest, place: str) -> HttpResponse:
    """What happens around a place as an Atom feed; it names nobody. `question` (may repeat) narrows it."""
    found = place_named(place)
    questions = [each for each in request.GET.getlist("question") if each in QUESTION_WORDS]
    page = request.build_absolute_uri(found.path)
    atom = Atom1Feed(
        title=_("What happens around %(place)s") % {"place": found.name},
        link=page,
        description=_("What people saw, need, do and say here."),
        language=get_language(),
        feed_url=request.build_absolute_uri(),
    )
    for each in happenings(found, _last_days(), questions, limit=LINES_AT_MOST, named=False):
        atom.add_item(
            title=each.text,
            link=request.build_absolute_uri(each.path) if each.path else page,
            description="",
            pubdate=each.at,
            updateddate=each.at,
            unique_id=f"urn:parvis:journal:{each.id}",
            categories=(each.question,),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=str(atom.content_type))


def _begin(request: HttpRequest, place: Place, wishes: WishForm) -> HttpResponse:
    allow(ASKING, caller_of(request))
    chosen = wishes.cleaned_data
    person = request.user if request.user.is_authenticated else None
    email = chosen.get("email", "")
    wish = Wish(
        place, Rhythm(chosen["rhythm"]), tuple(chosen["questions"]), email, language=get_language() or ""
    )
    watch(wish, person)
    if person:
        messages.success(request, _("We tell you what happens here from now on."))
        return redirect("around:mine")
    messages.success(
        request,
        _("We wrote to %(email)s. Open the link in the letter, and it begins.") % {"email": email},
    )
    return redirect(place.path)


def _last_days() -> Span:
    moment = now()
    return Span(moment - timedelta(days=DAYS_SHOWN), moment)


def _questions_of(each: Watch) -> list[Any]:
    return [QUESTION_WORDS[slug] for slug in each.questions]
