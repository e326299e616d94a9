"""Registers the kernel package `places` with Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "parvis.kernel.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
