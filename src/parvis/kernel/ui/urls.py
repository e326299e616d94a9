"""Addresses of `ui`."""

from django.urls import path

from parvis.kernel.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.style_guide, name="style_guide"),
    path("city.css", views.city_style_sheet, name="city_style"),
]
