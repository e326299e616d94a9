"""Registers the kernel package `catalogue` with Django."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "parvis.kernel.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
