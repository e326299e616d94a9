"""Addresses of interests."""

from django.urls import path

from parvis.kernel.interests import views

app_name = "interests"
urlpatterns = [path("", views.mine, name="mine")]
