"""Registers the kernel package `notices` with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "parvis.kernel.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
