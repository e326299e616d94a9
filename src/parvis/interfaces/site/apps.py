"""Registers the interface `site` with Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "parvis.interfaces.site"
    label = "site"

    def ready(self) -> None:
        """Show what somebody did here, as far as they let others see it, where one decides whether to meet them."""
        from parvis.kernel.facts.views import piece
        from parvis.kernel.ui.pieces import add_piece

        add_piece("helping.job", piece)
        add_piece("vouching.person", piece)
