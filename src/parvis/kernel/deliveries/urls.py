"""Addresses of deliveries."""

from django.urls import path

from parvis.kernel.deliveries import views

app_name = "deliveries"
urlpatterns = [path("", views.figures, name="figures")]
