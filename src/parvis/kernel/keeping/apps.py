"""Registers the kernel package `keeping` with Django."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "parvis.kernel.keeping"
    label = "keeping"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What accounts are made of comes first; the rooms above say for themselves what they keep."""
        from parvis.kernel.keeping.account import HANDLINGS, RULES, SECTIONS, TITLE
        from parvis.kernel.keeping.registry import keep, show

        for module, rules in RULES.items():
            keep(module, TITLE, rules, HANDLINGS[module])
        show(SECTIONS)
