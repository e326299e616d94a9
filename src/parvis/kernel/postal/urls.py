"""Addresses of one's own letter; `office_urls` is the printer."""

from django.urls import path

from parvis.kernel.postal import views

app_name = "postal"
urlpatterns = [path("", views.letter, name="letter"), path("end/", views.end, name="end")]
office_urls = [path("", views.office, name="letters")]
