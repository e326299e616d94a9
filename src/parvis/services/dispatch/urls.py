"""Addresses of dispatch, all in the office."""

from django.urls import path

from parvis.services.dispatch import views

app_name = "dispatch"
urlpatterns = [
    path("", views.standing, name="standing"),
    path("<slug:slug>/", views.channel, name="channel"),
    path("parcels/<int:number>/again/", views.again, name="again"),
]
