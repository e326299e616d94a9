"""Registers the kernel package `files` with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "parvis.kernel.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
