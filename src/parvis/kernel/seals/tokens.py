"""Links by which somebody sets a new password: they hold to the generation, too."""

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from parvis.kernel.seals.queries import generation


class PasswordTokens(PasswordResetTokenGenerator):
    """Of an older generation they open nothing."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{generation() or ''}"
