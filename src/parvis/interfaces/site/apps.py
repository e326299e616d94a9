"""Registers the interface `site` with Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "parvis.interfaces.site"
    label = "site"
