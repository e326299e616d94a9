"""Registers the kernel package `officer` with Django. It keeps nothing of its own."""

from django.apps import AppConfig


class OfficerConfig(AppConfig):
    name = "parvis.kernel.officer"
    label = "officer"
