"""Pages: what happens around a place, my places, the page behind a letter, and the feed."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.clock import now
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, members
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.trust.actions import allow, caller_of
from parvis.kernel.trust.limits import growing
from parvis.kernel.ui.feeds import Feed
from parvis.services.around.actions import stop, watch
from parvis.services.around.forms import PlaceForm, WishForm
from parvis.services.around.models import QUESTION_WORDS, Place, Watch
from parvis.services.around.notices import read_watch
from parvis.services.around.queries import happenings, place_named, watch_named, watches_of
from parvis.services.around.rules import Rhythm

ASKING = growing("around.watch", burst=10, per_hour=20, counts=gettext_lazy("Places that you ask about"))
SHOWN = timedelta(days=30)


@everyone
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """What happens around a place, and the wish to be told of it. The place stands in the address of the page."""
    places = _place_form(request)
    place = places.place()
    wishes = WishForm(request.POST or None, request=request)
    if request.method == "POST" and wishes.is_valid():
        try:
            return _begin(request, place, wishes)
        except RefusedError as refused:
            wishes.add_error(None, refused.reason)
    context = {"places": places, "wishes": wishes, "place": place, "days": SHOWN.days}
    context["happenings"] = happenings(place, now() - SHOWN, now())
    return render(request, "around/show.html", context, status=422 if wishes.errors else 200)


@members
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """The places that I am told about."""
    lines = [(each, [QUESTION_WORDS[slug] for slug in each.questions]) for each in watches_of(request.user)]
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
    found = _watch_behind(token)
    if request.method == "POST" and found:
        stop(found.public_id, by=None)
    done = request.method == "POST" or found is None
    return render(request, "around/stop.html", {"place": found.place if found else None, "done": done})


@everyone
@require_GET
def place(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the place that a letter was about; the whole city when its letters were stopped since."""
    found = _watch_behind(token)
    return redirect(found.place.path if found else "around:show")


@everyone
@require_GET
def feed(request: HttpRequest, where: str) -> HttpResponse:
    """What happens around a place as an Atom feed; it names nobody."""
    found = place_named(where)
    page = request.build_absolute_uri(found.path)
    atom = Feed(
        title=_("What happens around %(place)s") % {"place": found.name},
        link=page,
        description=_("What people saw, need, do and say here."),
        language=get_language(),
        feed_url=request.build_absolute_uri(),
    )
    for each in happenings(found, now() - SHOWN, now(), named=False):
        atom.add_item(
            title=each.text,
            link=request.build_absolute_uri(each.path) if each.path else page,
            description="",
            pubdate=each.at,
            updateddate=each.at,
            unique_id=f"urn:parvis:{each.subject}:{each.verb}:{each.at.timestamp()}",
            categories=(each.question,),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=str(atom.content_type))


def _begin(request: HttpRequest, place: Place, wishes: WishForm) -> HttpResponse:
    allow(ASKING, caller_of(request))
    chosen = wishes.cleaned_data
    person = request.user if request.user.is_authenticated else None
    email = chosen.get("email", "")
    wish = {"questions": chosen["questions"], "email": email, "language": get_language() or ""}
    watch(place, Rhythm(chosen["rhythm"]), person, **wish)
    if person:
        messages.success(request, _("We tell you what happens here from now on."))
        return redirect("around:mine")
    messages.success(
        request, _("We wrote to %(email)s. Open the link in the letter, and it begins.") % {"email": email}
    )
    return redirect(place.path)


def _place_form(request: HttpRequest) -> PlaceForm:
    """Filled by the address of the page; without one it stands at the reader's own neighbourhood."""
    if any(name in request.GET for name in ("area", "spot_address", "spot_lat", "spot_lon")):
        return PlaceForm(request.GET)
    own = request.user.home_area if request.user.is_authenticated else None
    return PlaceForm({"area": own.slug} if own else None)


def _watch_behind(token: str) -> Watch | None:
    public_id = read_watch(token)
    if public_id is None:
        raise AbsentError
    return watch_named(public_id)
