"""Addresses of the letterbox, all in the office."""

from django.urls import path

from parvis.services.letterbox import views

app_name = "letterbox"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("<str:public_id>/done/", views.done, name="done"),
]
