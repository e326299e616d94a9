"""Registers the kernel package `live` with Django. It keeps nothing."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "parvis.kernel.live"
    label = "live"
