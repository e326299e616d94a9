"""The gate as forms carry it: make a form of `Gated` instead of `forms.Form`, and give it the request."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from parvis.kernel.clock import now
from parvis.kernel.gate.actions import count, use
from parvis.kernel.gate.queries import new_stamp, opened, owner_of, sealed, stands_before
from parvis.kernel.gate.rules import Part, Sending, Stamp, judged, left

STAMP, WORK = "gate", "gate-work"


class GateWidget(forms.Widget):
    """A stamp, a place for the work, and a field that nobody sees."""

    template_name = "gate/fields.html"
    input_type = "hidden"  # so that forms draw it without label and line

    def __init__(self, request: HttpRequest, form: str) -> None:
        super().__init__()
        self.request, self.form = request, form
        self.kept: tuple[Stamp, str] | None = (
            None  # what came with the form and can be sent again, with its work
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What came with the form, as long as it is good; else a new stamp."""
        stamp, work = self.kept or (new_stamp(self.request, self.form), "")
        known = {"stamp": stamp, "token": sealed(stamp), "work": work}
        return {**super().get_context(name, value, attrs), **known, "seconds": left(stamp, now().timestamp())}


class Gated(forms.Form):
    """A form with the gate before it, for those before whom it stands. Asked last: other mistakes cost nothing.

    `deed`: the key by which what the form does happens once; sent again with it, the form is let through again.
    """

    def __init__(self, *args: Any, request: HttpRequest, deed: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.deed = deed
        self.gate: GateWidget | None = None
        if stands_before(request):
            address = request.resolver_match.view_name if request.resolver_match else ""
            self.gate = GateWidget(request, address)
            self.fields[STAMP] = forms.Field(required=False)
            # Given to the field it would be copied, and forget what it keeps.
            self.fields[STAMP].widget = self.gate

    def full_clean(self) -> None:
        """As every form; then the gate."""
        super().full_clean()
        if self.gate is None or not self.is_bound:
            return
        self.cleaned_data.pop(STAMP, None)
        stamp = opened(str(self.data.get(STAMP, "")))
        sending = _sending(self.gate, stamp, self.data)
        part = judged(stamp, sending)
        asked = not self.errors
        if asked and stamp is not None and part is Part.PASSED and not use(stamp, self.deed):
            part = Part.SPENT
        if asked and part is not Part.PASSED:
            count(self.gate.form, part)
            self.add_error(None, _sentence(part, stamp, sending.moment))
            if any(isinstance(each.widget, forms.PasswordInput) for each in self.fields.values()):
                self.add_error(None, gettext("Type the password again: no page ever sends it back."))
        is_unused = part is Part.HASTE or (part is Part.PASSED and not asked)
        if stamp is not None and is_unused:
            self.gate.kept = stamp, sending.work


def _sending(gate: GateWidget, stamp: Stamp | None, data: Mapping[str, Any]) -> Sending:
    return Sending(
        form=gate.form,
        owner=owner_of(gate.request),
        moment=now().timestamp(),
        work=str(data.get(WORK, "")),
        honey=str(data.get(stamp.honey, "")) if stamp else "",
    )


def _sentence(part: Part, stamp: Stamp | None, moment: float) -> str:
    if part is Part.HASTE and stamp is not None:
        seconds = left(stamp, moment)
        return ngettext(
            "That was faster than people write. Nothing is lost: send it again in %(count)s second.",
            "That was faster than people write. Nothing is lost: send it again in %(count)s seconds.",
            seconds,
        ) % {"count": seconds}
    if part is Part.HONEY:
        return gettext(
            "A field that people do not see was filled in, perhaps by your browser. Nothing is lost: send it again."
        )
    if part is Part.OLD:
        return gettext("This page was open for more than a day. Nothing is lost: send it again.")
    if part is Part.SPENT:
        return gettext("This was sent already. If you saw no answer, send it again.")
    return gettext("This page was opened before you signed in, or elsewhere. Nothing is lost: send it again.")
