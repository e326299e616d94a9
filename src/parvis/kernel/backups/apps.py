"""Registers the kernel package `backups` with Django."""

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "parvis.kernel.backups"
    label = "backups"
    default_auto_field = "django.db.models.BigAutoField"
