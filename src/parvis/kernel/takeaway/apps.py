"""Registers the kernel package `takeaway` with Django. It keeps nothing of its own."""

from django.apps import AppConfig


class TakeawayConfig(AppConfig):
    name = "parvis.kernel.takeaway"
    label = "takeaway"
