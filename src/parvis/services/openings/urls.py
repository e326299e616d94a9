"""Addresses of openings, in the office."""

from django.urls import path

from parvis.services.openings import views

app_name = "office-openings"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<str:public_id>/", views.opening, name="opening"),
]
