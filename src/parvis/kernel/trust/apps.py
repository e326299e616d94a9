"""Registers the kernel package `trust` with Django."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "parvis.kernel.trust"
    label = "trust"
    default_auto_field = "django.db.models.BigAutoField"
