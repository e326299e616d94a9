"""Template tags of the house, by group: signs, words, forms, pictures. The style guide at /ui/ shows each."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import RequestContext
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.ui import components, fields, maps, navigation, pieces, promise_clock

register = template.Library()


# Signs


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A pictogram of the sprite. Without a label it is decoration and screen readers pass over it."""
    source = f"{static('ui/vendor/phosphor/icons.svg')}#{name}"
    turns = " turns" if name.endswith(("-left", "-right")) else ""
    if label:
        drawing = '<svg class="icon{}" role="img" aria-label="{}"><use href="{}"></use></svg>'
        return format_html(drawing, turns, label, source)
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', turns, source
    )


@register.inclusion_tag("ui/parts/tag.html")
def tag(words: str, tone: components.Tone = "", icon: str = "") -> dict[str, Any]:
    """A short word beside a thing: its state, its kind. `tone` is a question, kept, broken, warning or quiet."""
    return {"words": words, "tone": tone, "icon_name": icon}


@register.inclusion_tag("ui/parts/rung.html")
def rung(slug: str, hint: bool = False) -> dict[str, Any]:
    """The mark of a rung of the ladder with its words: tap, minute, hour, commitment or responsibility."""
    return {"rung": components.RUNGS[slug], "steps": components.STEPS, "hint": hint}


@register.inclusion_tag("ui/parts/question.html")
def question(slug: str) -> dict[str, Any]:
    """The mark of one of the four questions with its words: saw, need, help or say."""
    return {"question": navigation.QUESTIONS[slug]}


@register.inclusion_tag("ui/parts/four_doors.html", takes_context=True)
def four_doors(context: RequestContext) -> dict[str, Any]:
    """The four questions as the large doors of the front page."""
    return {"doors": navigation.doors(context["request"].path), "label": _("The four questions")}


@register.simple_tag
def person(name: str) -> SafeString:
    """A person's or an office's name, kept apart from the direction of the text around it."""
    return format_html('<bdi class="person">{}</bdi>', name)


@register.simple_tag
def moment(at: datetime, since: datetime | None = None) -> SafeString:
    """A moment as people say it (“3 days ago”), with the exact time for whoever points at it."""
    reference = since or now()
    length = promise_clock.span(reference - at)
    words = _("{span} ago") if at <= reference else _("in {span}")
    return format_html(
        '<time class="moment" datetime="{}" title="{}">{}</time>',
        at.isoformat(),
        promise_clock.day_and_time(at),
        words.format(span=length),
    )


@register.filter
def device(user_agent: str) -> str:
    """A browser and its machine in two words: “Firefox, Android”."""
    return components.device_name(user_agent)


@register.filter
def grouped(number: int) -> str:
    """A number with its thousands kept apart, as the reader's language does it: “1,759”, “1 759”."""
    return number_format(number, force_grouping=True)


@register.simple_tag(takes_context=True, name="pieces")
def show_pieces(context: RequestContext, spot: str, subject: str = "") -> SafeString:
    """What other rooms add to this spot of the page; `subject` is what the page is about."""
    return pieces.pieces_at(spot, context["request"], subject)


# Words


@register.simple_block_tag
def alert(content: str, tone: str = "info", title: str = "") -> SafeString:
    """Something the reader should know: info, success, warning or error."""
    names = {"info": "info", "success": "check-circle", "warning": "warning", "error": "warning-circle"}
    head = format_html('<p class="alert-title">{}</p>', title) if title else ""
    return format_html(
        '<div class="alert" data-tone="{}">{}<div class="alert-words">{}{}</div></div>',
        tone,
        icon(names[tone]),
        head,
        content,
    )


@register.simple_block_tag
def disclosure(content: str, title: str) -> SafeString:
    """More for whoever wants it, closed at first."""
    return format_html(
        '<details class="disclosure"><summary>{}{}</summary><div class="disclosure-body">{}</div></details>',
        icon("caret-right"),
        title,
        content,
    )


@register.inclusion_tag("ui/parts/breadcrumbs.html")
def breadcrumbs(crumbs: Sequence[components.Crumb]) -> dict[str, Any]:
    """The way to this page."""
    return {"crumbs": crumbs}


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context: RequestContext, page: Page[Any]) -> dict[str, Any]:
    """Pages of a list, keeping the rest of the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": numbers, "gap": page.paginator.ELLIPSIS, "request": context["request"]}


@register.inclusion_tag("ui/parts/definitions.html")
def definitions(lines: Sequence[components.Line]) -> dict[str, Any]:
    """Terms and their values; also “check your answers”, where each line can be changed."""
    return {"lines": lines}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(items: Sequence[components.Tab], label: str) -> dict[str, Any]:
    """Views of the same thing, as links. `label` says what they are views of."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(events: Iterable[components.Event]) -> dict[str, Any]:
    """A history in sentences, in the order given."""
    return {"events": list(events)}


@register.inclusion_tag("ui/parts/empty_state.html")
def empty_state(
    title: str, words: str = "", address: str = "", action: str = "", icon: str = ""
) -> dict[str, Any]:
    """Nothing is here yet: says why and invites."""
    return {"title": title, "words": words, "address": address, "action": action, "icon_name": icon}


@register.inclusion_tag("ui/parts/stat.html")
def stat(value: str, words: str, source: str = "", note: str = "") -> dict[str, Any]:
    """A number with its meaning; `source` leads to what it was counted from."""
    return {"value": value, "words": words, "source": source, "note": note}


@register.inclusion_tag("ui/parts/progress.html")
def progress(done: int, whole: int, words: str) -> dict[str, Any]:
    """How far something is. `words` say it in full, the bar only shows it."""
    return {"done": done, "whole": whole, "words": words}


@register.inclusion_tag("ui/parts/steps.html")
def steps(current: int, names: Sequence[str]) -> dict[str, Any]:
    """Where the reader is in a form of several pages; `current` is 1 for the first."""
    return {"current": current, "names": names, "whole": len(names), "name": names[current - 1]}


# Forms


@register.inclusion_tag("ui/parts/button.html")
def button(words: str, **options: str) -> dict[str, Any]:
    """A button, or a link that looks like one when `href` is given.

    `kind` is primary, secondary, tertiary or danger; `icon`, `name`, `value` and `type` are optional.
    """
    kind = options.get("kind", "primary")
    return {
        "words": words,
        "href": options.get("href", ""),
        "variant": "primary" if kind == "danger" else kind,
        "color": "danger" if kind == "danger" else "",
        "icon_name": options.get("icon", ""),
        "name": options.get("name", ""),
        "value": options.get("value", ""),
        "type": options.get("type", "submit"),
    }


@register.simple_tag
def field_parts(field: BoundField) -> fields.Parts:
    """A field taken apart, for the form templates."""
    return fields.parts_of(field)


@register.simple_tag
def spot_parts(widget: dict[str, Any]) -> fields.SpotParts:
    """The inputs of a map-point field, for its template."""
    return fields.spot_parts_of(widget)


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What is wrong with the form, on top, each line a link to the field; takes the focus. Empty when all is well."""
    return {"faults": fields.faults_of(form) if form.is_bound else []}


# Pictures


@register.inclusion_tag("ui/parts/promise_clock.html", name="promise_clock")
def draw_promise_clock(state: str, *, owner: str = "", compact: bool = False, **facts: Any) -> dict[str, Any]:
    """Who answers, by when, what happens if not.

    `state` is running, paused, kept, broken, withdrawn or none (`open` reads as running). `due`, `opened`, `answered`
    and `moment` are aware moments, `fallback` the office that takes over. `compact` leaves the details out.
    """
    known = promise_clock.Facts(
        state=cast(promise_clock.State, "running" if state == "open" else str(state)),
        owner=owner,
        opened=facts.get("opened"),
        due=facts.get("due"),
        answered=facts.get("answered"),
        moment=facts.get("moment") or now(),
        fallback=facts.get("fallback", ""),
    )
    return {"clock": promise_clock.promise_clock(known), "compact": compact}


@register.inclusion_tag("ui/parts/square.html")
def square(
    runs: Iterable[tuple[str, int]], place: str, size: str = "large", legend: bool = True
) -> dict[str, Any]:
    """The square of a place: one stone for each contribution, in order. `size` is large, medium or small."""
    return {"square": components.square_of(runs, place, size), "size": size, "legend": legend}


@register.inclusion_tag("ui/parts/chart.html")
def chart(
    title: str,
    bars: Sequence[components.Bar],
    *,
    unit: str,
    source: str = "",
    kind: str = "bars",
    tone: str = "need",
) -> dict[str, Any]:
    """Values as bars (one below the other) or columns (along time), always with their table and their source."""
    return {
        "title": title,
        "drawn": components.draw_bars(bars),
        "unit": unit,
        "source": source,
        "kind": kind,
        "tone": tone,
    }


@register.inclusion_tag("ui/parts/photo_grid.html")
def photo_grid(photos: Sequence[components.Photo]) -> dict[str, Any]:
    """Photographs side by side; each opens in full."""
    return {"photos": photos}


@register.simple_tag
def map_frame() -> maps.MapFrame:
    """Where the map finds its style, its programs and its first view."""
    return maps.map_frame()


@register.inclusion_tag("ui/parts/map.html", name="map")
def draw_map(label: str, *, places: str = "", source: str = "") -> dict[str, Any]:
    """A map beside a list.

    `places` is the id of the list on the same page whose items carry data-lat, data-lon, data-href and data-question;
    `source` is the address of a GeoJSON document. Without JavaScript the list remains.
    """
    return {"label": label, "places": places, "source": source, "frame": maps.map_frame()}
