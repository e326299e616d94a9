"""Addresses of helping; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.services.helping import views

app_name = "helping"
urlpatterns = [
    path("", views.listing, name="list"),
    path("jobs/<str:public_id>/", views.job, name="job"),
    path("jobs/<str:public_id>/back/", views.back, name="back"),
    path("at/<str:report>/", views.at_report, name="at"),
    path("<str:report>/", views.offer, name="offer"),
]
office_urls = [path("", views.waiting, name="waiting")]
