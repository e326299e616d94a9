"""Registers the interface `portal` with Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "parvis.interfaces.portal"
    label = "portal"
