"""Registers the kernel package `jobs` with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "parvis.kernel.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
