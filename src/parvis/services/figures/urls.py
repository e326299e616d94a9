"""Addresses of figures; `office_urls` and where they were before are mounted in the office."""

from django.urls import path

from parvis.services.figures.views import gallery, heat, office, wards

app_name = "figures"
urlpatterns = [
    path("", wards.overview, name="overview"),
    path("areas/", wards.show, name="areas"),
    path("areas.csv", wards.table, name="areas-table"),
    path("map/", heat.show, name="map"),
    path("cells.json", heat.data, name="cells"),
    path("before-after/", gallery.show, name="before-after"),
]
office_urls = [path("", office.show, name="office")]
moved_urls = [path("", office.moved, name="moved")]
