"""Addresses of waits."""

from django.urls import path

from parvis.services.waits.views import pages

app_name = "waits"
urlpatterns = [
    path("", pages.show, name="show"),
    path("table.csv", pages.table, name="table"),
]
