"""Registers the kernel package `replicas` with Django."""

from django.apps import AppConfig


class ReplicasConfig(AppConfig):
    name = "parvis.kernel.replicas"
    label = "replicas"
    default_auto_field = "django.db.models.BigAutoField"
