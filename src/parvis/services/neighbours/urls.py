"""Addresses of neighbours; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.services.neighbours import views

app_name = "neighbours"
urlpatterns = [
    path("", views.listing, name="list"),
    path("at/<str:report>/", views.at_report, name="at"),
]
office_urls = [path("", views.office, name="office")]
