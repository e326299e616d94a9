"""Addresses of `portal`."""

from django.urls import path

from parvis.interfaces.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("catalogue.jsonld", views.catalogue, name="catalogue"),
    path("<slug:slug>/", views.dataset_page, name="dataset"),
    path("<slug:slug>/datapackage.json", views.data_package, name="datapackage"),
    path("<slug:slug>.jsonld", views.linked_data, name="jsonld"),
    path("<slug:slug>.<slug:format_name>", views.download, name="download"),
]
