"""Template tags of the house, by group: signs, words, forms, pictures. The style guide at /ui/ shows each."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from parvis.kernel.ui import fields, maps

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A pictogram of the sprite. Without a label it is decoration and screen readers pass over it."""
    source = f"{static('ui/vendor/phosphor/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" fill="currentColor" role="img" aria-label="{}"><use href="{}"></use></svg>',
            label,
            source,
        )
    return format_html(
        '<svg class="icon" fill="currentColor" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        source,
    )


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


@register.simple_tag
def map_frame() -> maps.MapFrame:
    """Where the map finds its style, its programs and its first view."""
    return maps.map_frame()
