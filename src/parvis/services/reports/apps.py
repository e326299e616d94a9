"""The manifest of reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "parvis.services.reports"
    label = "reports"
