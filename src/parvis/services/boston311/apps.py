"""Registers the module with Django."""

from django.apps import AppConfig


class Boston311Config(AppConfig):
    name = "parvis.services.boston311"
    label = "boston311"
