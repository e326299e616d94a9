"""Registers the kernel package `journal` with Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "parvis.kernel.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
