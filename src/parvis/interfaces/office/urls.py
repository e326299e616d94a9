"""Addresses of the office."""

from django.urls import path

from parvis.interfaces.office import views

app_name = "office"
urlpatterns = [path("", views.home, name="home")]
