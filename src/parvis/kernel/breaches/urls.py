"""Addresses of breaches for everybody; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.kernel.breaches import views

app_name = "breaches"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<str:public_id>/", views.breach, name="breach"),
]
office_urls = [
    path("", views.office, name="office"),
    path("<str:public_id>/", views.one, name="one"),
]
