"""Registers the kernel package `assessing` with Django. It keeps nothing of its own."""

from django.apps import AppConfig


class AssessingConfig(AppConfig):
    name = "parvis.kernel.assessing"
    label = "assessing"
