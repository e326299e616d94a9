"""Addresses of the register."""

from django.urls import path

from parvis.kernel.purposes import views

app_name = "purposes"
urlpatterns = [
    path("", views.privacy, name="register"),
    path("register.json", views.whole, name="whole"),
]
