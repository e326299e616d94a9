"""The address of the archive."""

from django.urls import path

from parvis.kernel.takeaway import views

app_name = "takeaway"
urlpatterns = [path("", views.whole, name="archive")]
