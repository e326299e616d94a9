"""Addresses of layers, all in the office."""

from django.urls import path

from parvis.services.layers import views

app_name = "layers"
urlpatterns = [
    path("", views.every, name="every"),
    path("new/", views.layer, name="new"),
    path("<slug:slug>/", views.labels, name="labels"),
    path("<slug:slug>/change/", views.layer, name="change"),
    path("<slug:slug>/sheets/", views.sheets, name="sheets"),
]
