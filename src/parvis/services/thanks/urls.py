"""Addresses of thanks."""

from django.urls import path

from parvis.services.thanks import views

app_name = "thanks"
urlpatterns = [path("<str:subject>/", views.thanks, name="thanks")]
