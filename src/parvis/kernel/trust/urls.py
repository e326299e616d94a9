"""The address of one's own limits."""

from django.urls import path

from parvis.kernel.trust import views

app_name = "trust"
urlpatterns = [path("", views.limits, name="limits")]
