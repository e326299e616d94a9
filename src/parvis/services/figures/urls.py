"""Addresses of figures."""

from django.urls import path

from parvis.services.figures.views import gallery, heat, wards

app_name = "figures"
urlpatterns = [
    path("", wards.overview, name="overview"),
    path("areas/", wards.show, name="areas"),
    path("areas.csv", wards.table, name="areas-table"),
    path("map/", heat.show, name="map"),
    path("before-after/", gallery.show, name="before-after"),
]
