"""Registers the kernel package `promises` with Django."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "parvis.kernel.promises"
    label = "promises"
    default_auto_field = "django.db.models.BigAutoField"
