"""Addresses of `replicas`."""

from django.urls import path

from parvis.kernel.replicas import views

app_name = "replicas"
urlpatterns = [path("", views.health, name="health")]
