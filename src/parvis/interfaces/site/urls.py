"""Addresses of the public face."""

from django.urls import path

from parvis.interfaces.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("me/", views.me, name="me"),
    path("areas/", views.areas, name="areas"),
    path("areas/<slug:slug>/", views.area, name="area"),
    path("ladder/", views.ladder, name="ladder"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("source/", views.source, name="source"),
]
