"""Registers the kernel package `verification` with Django, for its command."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "parvis.kernel.verification"
    label = "verification"
