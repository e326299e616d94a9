"""The forms of django-allauth that write a letter to whatever address a guest types, with the gate before them."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm, ResetPasswordForm, SignupForm
from allauth.core import context

from parvis.kernel.gate.forms import Gated


class GatedSignup(Gated, SignupForm):
    """Make an account."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, request=context.request, **options)


class GatedCode(Gated, RequestLoginCodeForm):
    """Sign in by a code."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, request=context.request, **options)


class GatedReset(Gated, ResetPasswordForm):
    """A link for a new password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, request=context.request, **options)
