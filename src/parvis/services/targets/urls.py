"""Addresses of targets for everybody; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.services.targets import views

app_name = "targets"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<str:public_id>/", views.change, name="change"),
]
office_urls = [
    path("", views.office, name="office"),
    path("<str:public_id>/", views.preview, name="preview"),
]
