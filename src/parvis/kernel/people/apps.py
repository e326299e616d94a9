"""Registers the kernel package `people` with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "parvis.kernel.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear when allauth has proved an address."""
        from parvis.kernel.people import signals  # noqa: F401  (connects its receivers)
