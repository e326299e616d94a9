"""Addresses of `places`."""

from django.urls import path

from parvis.kernel.places import views

app_name = "places"
urlpatterns = [
    path("search", views.search_page, name="search"),
    path("reverse", views.reverse_page, name="reverse"),
    path("basemap.pmtiles", views.basemap_file, name="basemap"),
    path("style.json", views.style_page, name="style"),
]
