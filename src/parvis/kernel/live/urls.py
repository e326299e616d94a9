"""The address of the live stream."""

from django.urls import path

from parvis.kernel.live import views

app_name = "live"
urlpatterns = [path("", views.stream, name="stream")]
