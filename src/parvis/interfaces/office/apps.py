"""Registers the interface `office` with Django."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "parvis.interfaces.office"
    label = "office"
