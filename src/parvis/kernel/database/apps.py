"""Registers the kernel package `database` with Django."""

from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "parvis.kernel.database"
    label = "database"
    default_auto_field = "django.db.models.BigAutoField"
