"""Registers the kernel package `blocks` with Django."""

from django.apps import AppConfig


class BlocksConfig(AppConfig):
    name = "parvis.kernel.blocks"
    label = "blocks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Spare people notices of whom they keep away; say what is kept."""
        from parvis.kernel.blocks.actions import forget_both
        from parvis.kernel.blocks.kept import HANDLING, RULES, SECTIONS, TITLE
        from parvis.kernel.blocks.queries import spared
        from parvis.kernel.keeping.registry import keep, on_leaving, show
        from parvis.kernel.notices.kinds import spare

        spare(spared)
        keep("blocks", TITLE, RULES, HANDLING)
        show(SECTIONS)
        on_leaving("blocks", forget_both)
