"""Registers the kernel package `commons` with Django."""

from django.apps import AppConfig


class CommonsConfig(AppConfig):
    name = "parvis.kernel.commons"
    label = "commons"
    default_auto_field = "django.db.models.BigAutoField"
