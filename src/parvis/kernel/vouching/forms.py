"""Asking that neighbours vouch, and vouching."""

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.kernel.assurance.forms import AreaField


class AskForm(forms.Form):
    """Where the person lives."""

    area = AreaField(label=_("Where do you live?"))


class VouchForm(forms.Form):
    """What the voucher says."""

    knows = forms.BooleanField(label=_("I know this person, and I know that they live there."))
