"""Addresses of calls for everybody; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.services.calls import views

app_name = "calls"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<str:public_id>/", views.call, name="call"),
]
office_urls = [
    path("", views.office, name="office"),
    path("<str:public_id>/", views.reply, name="reply"),
]
