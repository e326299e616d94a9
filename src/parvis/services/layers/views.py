"""Pages of the office: its layers, how one is set up, and sheets of labels to print."""

from dataclasses import dataclass
from itertools import groupby

import segno
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.services.assets.contracts import KnownLayer, Which, count, known_layers, things
from parvis.services.layers.actions import set_up
from parvis.services.layers.forms import LabelForm, LayerForm
from parvis.services.layers.policies import may_print, may_set_up
from parvis.services.layers.rules import SHEETS

SHEETS_ON_A_PAGE = 4


@officials
@require_GET
def every(request: MemberRequest) -> HttpResponse:
    """The layers of this person's offices."""
    mine = [each for each in known_layers() if may_print(request.user, each.office)]
    return render(request, "layers/every.html", {"layers": mine})


@officials
@require_http_methods(["GET", "POST"])
def layer(request: MemberRequest, slug: str = "") -> HttpResponse:
    """How a layer is set up; without a name, a new one."""
    found = _named(slug) if slug else None
    if found is not None:
        require(may_set_up(request.user, found.office))
    form = LayerForm(request.POST or None, layer=found)
    if form.is_bound and form.is_valid():
        wish = form.wish()
        try:
            set_up(wish, form.cleaned_data["office"], request.user)
        except RefusedError as refused:
            form.add_error("office", refused.reason)
        else:
            messages.success(request, _("The layer is as you wished."))
            return redirect("layers:labels", wish.slug)
    return render(
        request, "layers/layer.html", {"form": form, "layer": found}, status=422 if form.errors else 200
    )


@officials
@require_GET
def labels(request: MemberRequest, slug: str) -> HttpResponse:
    """What there is of a layer, and the choice of labels."""
    found = _named(slug)
    require(may_print(request.user, found.office))
    context = {
        "form": LabelForm(),
        "layer": found,
        "may_set_up": bool(may_set_up(request.user, found.office)),
    }
    return render(request, "layers/labels.html", context)


@officials
@require_GET
def sheets(request: MemberRequest, slug: str) -> HttpResponse:
    """Labels to print, a few sheets at a time."""
    found = _named(slug)
    require(may_print(request.user, found.office))
    form = LabelForm(request.GET)
    if not form.is_valid():
        context = {"form": form, "layer": found, "may_set_up": False}
        return render(request, "layers/labels.html", context, status=422)
    area = form.cleaned_data["area"]
    which = Which(slug, area.pk if area else None, tuple(form.cleaned_data["codes"]))
    sheet = SHEETS[form.cleaned_data["sheet"]]
    page: Page[int] = Paginator(range(count(which)), sheet.labels * SHEETS_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    shown = things(which, page.start_index() - 1, len(page)) if len(page) else []
    filled = [[(each, _drawn(each.code)) for each in some] for some in sheet.fill(shown)]
    site = f"{settings.SITE_ADDRESS.partition('://')[2]}/a/"
    context = {"layer": found, "sheet": sheet, "sheets": filled, "page": page, "site": site}
    return render(request, "layers/sheets.html", context)


def _named(slug: str) -> KnownLayer:
    found = known_layers(slug)
    if not found:
        raise AbsentError
    return found[0]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A QR code: modules along each side, the quiet zone of 4 included, and the outline of the dark ones for SVG."""

    side: int
    outline: str


def _drawn(code: str) -> Drawn:
    """The QR code of the short address; a quarter of it may be worn off, and it still reads (level Q)."""
    address = settings.SITE_ADDRESS + reverse("asset-labels:short", args=[code])
    rows = list(segno.make(address, error="q", micro=False).matrix_iter(border=4))
    strokes = []
    for down, row in enumerate(rows):
        across = 0
        for is_dark, same in groupby(row):
            length = len(list(same))
            strokes += [f"M{across} {down}h{length}v1h-{length}z"] if is_dark else []
            across += length
    return Drawn(len(rows), "".join(strokes))
