"""Registers the kernel package `tallies` with Django."""

from django.apps import AppConfig


class TalliesConfig(AppConfig):
    name = "parvis.kernel.tallies"
    label = "tallies"
    default_auto_field = "django.db.models.BigAutoField"
