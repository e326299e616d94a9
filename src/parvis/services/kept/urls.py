"""Addresses of kept for everybody; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.services.kept import views

app_name = "kept"
urlpatterns = [path("", views.promises, name="promises")]
office_urls = [
    path("replay/", views.replay, name="replay"),
    path("away/", views.away, name="away"),
]
