"""Registers the kernel package `ui` with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "parvis.kernel.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
