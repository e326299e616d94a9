"""The way in, one thing per page: where, what, details, the same?, contact, check, done."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.clock import now
from parvis.kernel.files.actions import UnusableFileError, store_photo
from parvis.kernel.files.queries import uploads_named
from parvis.kernel.gate.forms import Gated
from parvis.kernel.hours.rules import due_after
from parvis.kernel.people.models import Organisation
from parvis.kernel.permissions.access import everyone
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.places.index import areas_at
from parvis.kernel.places.rules import bare
from parvis.kernel.places.search import nearest_street
from parvis.kernel.promises.calendars import week_of
from parvis.kernel.promises.queries import in_force
from parvis.kernel.trust.actions import allow, caller_of
from parvis.kernel.trust.limits import growing
from parvis.kernel.ui.components import Line
from parvis.kernel.ui.components import Photo as Picture
from parvis.kernel.ui.forms import Spot
from parvis.services.reports.actions.opening import NewReport, open_report
from parvis.services.reports.actions.part import follow
from parvis.services.reports.contracts.asking import WhereForm
from parvis.services.reports.forms.draft import Draft, forget_draft, last_sent
from parvis.services.reports.forms.start import (
    ContactForm,
    DetailsForm,
    GivenForm,
    MemberContactForm,
    WhatForm,
)
from parvis.services.reports.models import Category, Report
from parvis.services.reports.queries.find import get_for, offered_categories
from parvis.services.reports.queries.routing import office_for
from parvis.services.reports.queries.similar import similar_to
from parvis.services.reports.queries.terms import photos_at_most
from parvis.services.reports.rules import Searchable, search_categories
from parvis.services.reports.views.same import reasons_of
from parvis.services.reports.views.shown import Clock, clock_of, picture_of

SENDING = growing("reports.open", burst=10, per_hour=20, counts=gettext_lazy("Reports"))
UPLOADING = growing("reports.photo", burst=20, per_hour=60, counts=gettext_lazy("Photographs"))
_STEPS = ("where", "what", "details", "same", "contact", "check")
_STEP_NAMES = (
    gettext_lazy("Where"),
    gettext_lazy("What"),
    gettext_lazy("Details"),
    gettext_lazy("Already known?"),
    gettext_lazy("Contact"),
    gettext_lazy("Check and send"),
)


@everyone
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Begin, or go on where the visitor left off. A link can say where (`lat`, `lon`), what (`kind`), and about which
    thing of another room (`about`); what was written or photographed so far stays."""
    if "anew" in request.GET:
        forget_draft(request.session)
    given = GivenForm(request.GET)
    if not given.is_valid():
        return redirect("reports:where")
    draft = Draft.of(request.session)
    _put(draft, given.cleaned_data["lat"], given.cleaned_data["lon"], "")
    draft.about = given.cleaned_data["about"]
    if given.cleaned_data["kind"]:
        _choose(draft, given.cleaned_data["kind"])
    return _onward(request, draft, "what" if draft.category else "where")


@everyone
@require_http_methods(["GET", "POST"])
def where(request: HttpRequest) -> HttpResponse:
    """The place."""
    draft = Draft.of(request.session)
    initial = {"spot": _spot(draft)} if draft.lat is not None else None
    form = WhereForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        spot = form.cleaned_data["spot"]
        _put(draft, spot.latitude, spot.longitude, spot.address)
        return _onward(request, draft, "where")
    return _page(request, "where", {"form": form})


@everyone
@require_http_methods(["GET", "POST"])
def what(request: HttpRequest) -> HttpResponse:
    """The category: by group, or found by plain words in any of the five languages."""
    draft = Draft.of(request.session)
    form = WhatForm(request.POST or None, initial={"category": draft.category})
    if request.method == "POST" and form.is_valid():
        chosen: Category = form.cleaned_data["category"]
        _choose(draft, chosen)
        return _onward(request, draft, "what")
    query = request.GET.get("q", "")[:80]
    context = {"form": form, "query": query, "chosen": draft.category, **_choices(query)}
    partial = request.headers.get("HX-Target") == "categories"
    return (
        render(request, "reports/new/what.html#categories", context)
        if partial
        else _page(request, "what", context)
    )


@everyone
@require_http_methods(["GET", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    """Questions, words, photographs."""
    draft = Draft.of(request.session)
    category = _category(draft)
    if category is None:
        return redirect("reports:what")
    questions = category.typed_questions()
    initial = {"words": draft.words, **{f"q_{name}": value for name, value in draft.answers.items()}}
    most = photos_at_most(draft.lat, draft.lon)
    form = DetailsForm(
        request.POST or None, request.FILES or None, questions=questions, photos_at_most=most, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        draft.answers, draft.words = form.answers(), form.cleaned_data["words"]
        draft.photos = [each for each in draft.photos if each not in request.POST.getlist("remove")]
        if _add_photos(request, form, draft):
            return _onward(request, draft, "details")
    draft.keep(request.session)
    return _page(request, "details", {"form": form, "category": category, "photos": _pictures(draft)})


@everyone
@require_http_methods(["GET", "POST"])
def same(request: HttpRequest) -> HttpResponse:
    """Others reported this here: follow one of them instead?"""
    draft = Draft.of(request.session)
    category = _category(draft)
    if category is None or draft.lat is None or draft.lon is None:
        return redirect("reports:where")
    seen = [upload.appearance for upload in uploads_named(draft.photos) if upload.appearance is not None]
    found = similar_to(category, draft.lat, draft.lon, words=draft.words, photos=seen)
    if request.method == "POST" or not found:
        draft.same_seen = True
        return _onward(request, draft, "same")
    shown = [(each.report, reasons_of(each.likeness)) for each in found]
    return _page(request, "same", {"found": shown, "category": category})


@everyone
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """How to reach the person, or not."""
    draft = Draft.of(request.session)
    if request.user.is_authenticated:
        form: Any = MemberContactForm(request.POST or None, initial={"shows_name": draft.shows_name})
    else:
        how = ("email" if draft.email else "nobody") if draft.contact_given else None
        form = ContactForm(request.POST or None, initial={"how": how, "email": draft.email})
    if request.method == "POST" and form.is_valid():
        draft.contact_given = True
        draft.email = form.cleaned_data.get("email", "")
        draft.shows_name = form.cleaned_data.get("shows_name", False)
        return _onward(request, draft, "contact")
    return _page(request, "contact", {"form": form})


@everyone
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Everything once more, with who will answer and by when; then send."""
    draft = Draft.of(request.session)
    missing = _first_missing(draft)
    category = _category(draft)
    if missing or category is None or draft.lat is None or draft.lon is None:
        return redirect(f"reports:{missing or 'what'}")
    sent = request.POST if request.method == "POST" else None
    form, refusal = Gated(sent, request=request, deed=draft.key), ""
    if request.method == "POST" and form.is_valid():
        try:
            return _send(request, draft, category)
        except RefusedError as refused:
            refusal = refused.reason
    office = office_for(category, draft.lat, draft.lon)
    context = {
        "draft": draft,
        "form": form,
        "category": category,
        "office": office,
        "due": _due_if_sent(category, office, draft.lat, draft.lon),
        "photos": [picture for _name, picture in _pictures(draft)],
        "lines": _lines(category, draft, request),
        "refusal": refusal,
    }
    return _page(request, "check", context, status=403 if refusal else 422 if form.errors else 200)


@everyone
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """The number, the responsible office, the date it promised."""
    report = (
        Report.objects.select_related("office", "promise", "promise__owner", "promise__holder", "category")
        .filter(public_id=last_sent(request.session))
        .first()
    )
    if report is None:
        return redirect("reports:start")
    is_open = report.office is not None
    clock = clock_of(report, now(), with_fallback=True) if is_open else _clock_once_confirmed(report)
    return render(request, "reports/new/done.html", {"report": report, "clock": clock})


@everyone
@require_POST
def follow_instead(request: HttpRequest, public_id: str) -> HttpResponse:
    """Follow somebody else's report and let go of the draft."""
    if not request.user.is_authenticated:
        return redirect("reports:report", public_id)
    report = get_for(request.user, public_id)
    follow(report.pk, request.user)
    forget_draft(request.session)
    return redirect(report)


def _clock_once_confirmed(report: Report) -> Clock:
    """What will be promised if the address is confirmed at this moment."""
    office = office_for(report.category, report.lat, report.lon)
    due = _due_if_sent(report.category, office, report.lat, report.lon)
    return Clock("running", office.name, due=due, opened=now()) if due else Clock("none", office.name)


def _due_if_sent(category: Category, office: Organisation, lat: float, lon: float) -> datetime | None:
    """By when the city would promise an answer at this moment, with what a storm adds; None: it promises nothing."""
    if category.promise_minutes is None:
        return None
    areas = areas_at(lat, lon)
    more = in_force("reports", category.slug, areas.neighbourhood or areas.city, now())
    minutes = category.promise_minutes + sum(each.minutes for each in more)
    return due_after(now(), minutes, week_of(office.pk))


def _send(request: HttpRequest, draft: Draft, category: Category) -> HttpResponse:
    allow(SENDING, caller_of(request))
    assert draft.lat is not None
    assert draft.lon is not None
    report = open_report(
        NewReport(
            category=category,
            lat=draft.lat,
            lon=draft.lon,
            words=draft.words,
            address=draft.address,
            about=draft.about,
            answers=draft.answers,
            photos=tuple(draft.photos),
            author=request.user if request.user.is_authenticated else None,
            email=draft.email,
            shows_name=draft.shows_name,
            language=get_language() or "",
            key=draft.key,
        )
    )
    draft.sent(request.session, report.public_id)
    return redirect("reports:done")


def _add_photos(request: HttpRequest, form: DetailsForm, draft: Draft) -> bool:
    """Keep each photograph as soon as it arrives; False when one cannot be used, the reason beside the field."""
    owner = request.user if request.user.is_authenticated else None
    for photo in form.cleaned_data["photos"]:
        if len(draft.photos) >= form.fields["photos"].at_most:  # type: ignore[attr-defined]  # a PhotographsField
            form.add_error("photos", _("No more photographs fit. Take some away first."))
            return False
        try:
            allow(UPLOADING, caller_of(request))
            draft.photos.append(store_photo(photo, owner=owner, purpose="reports.photo").public_id)
        except (UnusableFileError, RefusedError) as unusable:
            form.add_error("photos", str(unusable))
            return False
    return True


def _onward(request: HttpRequest, draft: Draft, step: str) -> HttpResponse:
    """To the next page that still lacks something; back to the check when that is where the person came from."""
    draft.keep(request.session)
    following = _STEPS[_STEPS.index(step) + 1]
    if following == "same" and draft.same_seen:
        following = "contact"
    if request.GET.get("back") == "check" and not _first_missing(draft):
        following = "check"
    return redirect(f"reports:{following}")


def _put(draft: Draft, lat: float, lon: float, address: str) -> None:
    """The place of the draft. Somewhere else it is about another thing, and others may have reported that."""
    moved = (round(lat, 6), round(lon, 6)) != (draft.lat, draft.lon)
    draft.lat, draft.lon = round(lat, 6), round(lon, 6)
    draft.address = address or nearest_street(draft.lat, draft.lon) or ""
    draft.same_seen = False
    draft.about = "" if moved else draft.about


def _choose(draft: Draft, category: Category) -> None:
    if category.slug != draft.category:
        draft.answers, draft.same_seen = {}, False
    draft.category = category.slug


def _first_missing(draft: Draft) -> str:
    lacks: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("where", lambda: draft.lat is None),
        ("what", lambda: not draft.category),
        ("same", lambda: not draft.same_seen),
        ("contact", lambda: not draft.contact_given),
    )
    return next((step for step, lacking in lacks if lacking()), "")


def _category(draft: Draft) -> Category | None:
    return offered_categories().filter(slug=draft.category).first()


def _choices(query: str) -> dict[str, Any]:
    """The categories by group, or those that fit the query."""
    categories = list(offered_categories())
    tokens = bare(query).split()
    if tokens:
        by_slug = {each.slug: each for each in categories}
        entries = [
            Searchable(
                each.slug,
                tuple(bare(name) for name in each.names.values()),
                tuple(bare(words) for words in each.words.values()),
            )
            for each in categories
        ]
        return {"found": [by_slug[slug] for slug in search_categories(entries, tokens)], "groups": []}
    groups: dict[str, dict[str, Any]] = {}
    for each in categories:
        groups.setdefault(each.group.slug, {"group": each.group, "categories": []})["categories"].append(each)
    return {"found": [], "groups": list(groups.values())}


def _lines(category: Category, draft: Draft, request: HttpRequest) -> list[Line]:
    """Everything that was said, each line with the way back to where it can be changed."""
    ways = {step: reverse(f"reports:{step}") + "?back=check" for step in _STEPS}
    place = draft.address or f"{draft.lat}, {draft.lon}"
    lines = [Line(_("Where"), place, ways["where"]), Line(_("What"), str(category), ways["what"])]
    lines += [Line(asked, answer, ways["details"]) for asked, answer in category.told(draft.answers)]
    lines.append(Line(_("In your words"), draft.words or "–", ways["details"]))
    if request.user.is_authenticated:
        contact = _("With my public name") if draft.shows_name else _("Without my name")
    else:
        contact = draft.email or _("Without a name: the office cannot reach you")
    return [*lines, Line(_("Your contact"), contact, ways["contact"])]


def _pictures(draft: Draft) -> list[tuple[str, Picture]]:
    """The photographs of the draft by the name under which they can be taken away."""
    words = _("Photograph of the place")
    return [(upload.public_id, picture_of(upload, words)) for upload in uploads_named(draft.photos)]


def _spot(draft: Draft) -> Spot:
    return Spot(draft.address, draft.lat, draft.lon)


def _page(request: HttpRequest, step: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    number = _STEPS.index(step) + 1
    before = _STEPS[number - 2] if number > 1 else ""
    before = "details" if before == "same" else before
    names = [str(name) for name in _STEP_NAMES]
    extra = {"number": number, "names": names, "before": f"reports:{before}" if before else ""}
    extra["about"] = Draft.of(request.session).about
    return render(request, f"reports/new/{step}.html", {**context, **extra}, status=status)
