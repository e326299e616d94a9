"""Registers the kernel package `digests` with Django. It keeps nothing of its own."""

from django.apps import AppConfig


class DigestsConfig(AppConfig):
    name = "parvis.kernel.digests"
    label = "digests"
