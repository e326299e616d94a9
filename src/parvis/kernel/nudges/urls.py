"""Addresses of nudges for everybody; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.kernel.nudges import views

app_name = "nudges"
urlpatterns = [path("", views.overview, name="overview")]
office_urls = [path("<str:name>/", views.setting, name="setting")]
