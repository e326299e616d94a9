"""Addresses of backups; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.kernel.backups import views

app_name = "backups"
urlpatterns = [path("", views.safe, name="safe")]
office_urls = [path("", views.office, name="office")]
