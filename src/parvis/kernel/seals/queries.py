"""Seals and what is behind them."""

from typing import Any

from django.core import signing

from parvis.kernel.seals.models import Generation


def generation() -> int:
    """The generation that holds; 0 at first."""
    return Generation.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def salt_now(salt: str) -> str:
    """The salt of this generation; that of the first is as it was before there were generations."""
    number = generation()
    return f"{salt}@{number}" if number else salt


def sealed(value: Any, salt: str, **options: Any) -> str:
    """A signed token of today's generation; `options` as `django.core.signing.dumps` has them."""
    return signing.dumps(value, salt=salt_now(salt), **options)


def opened(token: str, salt: str, **options: Any) -> Any:
    """What a token says; `signing.BadSignature` when it was not made here, or belongs to an older generation."""
    return signing.loads(token, salt=salt_now(salt), **options)
