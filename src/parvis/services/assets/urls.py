"""Addresses of assets; `label_urls` are mounted where they are short enough for a label."""

from django.urls import path

from parvis.services.assets.views import public

app_name = "assets"
urlpatterns = [
    path("", public.listing, name="list"),
    path("map.json", public.map_data, name="map-data"),
    path("<str:code>/", public.asset, name="asset"),
]

label_urls = [
    path("", public.short, name="type"),
    path("<str:code>", public.short, name="short"),
]
