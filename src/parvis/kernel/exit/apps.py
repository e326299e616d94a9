"""Registers the kernel package `exit` with Django."""

from django.apps import AppConfig


class ExitConfig(AppConfig):
    name = "parvis.kernel.exit"
    label = "exit"
    default_auto_field = "django.db.models.BigAutoField"
