"""Registers the kernel package `seals` with Django."""

from django.apps import AppConfig


class SealsConfig(AppConfig):
    name = "parvis.kernel.seals"
    label = "seals"
    default_auto_field = "django.db.models.BigAutoField"
