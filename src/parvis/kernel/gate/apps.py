"""Registers the kernel package `gate` with Django."""

from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "parvis.kernel.gate"
    label = "gate"
    default_auto_field = "django.db.models.BigAutoField"
