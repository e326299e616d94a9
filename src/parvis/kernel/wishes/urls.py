"""Addresses of wishes."""

from django.urls import path

from parvis.kernel.wishes import views

app_name = "wishes"
urlpatterns = [path("", views.preferences, name="preferences")]
