"""Addresses of storms for everybody; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.services.storms import views

app_name = "storms"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<str:public_id>/", views.storm, name="storm"),
]
office_urls = [
    path("", views.office, name="office"),
    path("<str:public_id>/", views.ending, name="ending"),
]
