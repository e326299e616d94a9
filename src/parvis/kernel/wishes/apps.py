"""Registers the kernel package `wishes` with Django. It keeps nothing of its own."""

from django.apps import AppConfig


class WishesConfig(AppConfig):
    name = "parvis.kernel.wishes"
    label = "wishes"
