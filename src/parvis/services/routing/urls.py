"""Addresses of routing for everybody."""

from django.urls import path

from parvis.services.routing import views

app_name = "routing"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<str:public_id>/", views.change, name="change"),
]
office_urls = [
    path("", views.office, name="office"),
    path("<str:public_id>/", views.preview, name="preview"),
]
