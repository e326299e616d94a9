"""Addresses of "My data"."""

from django.urls import path

from parvis.kernel.keeping import views

app_name = "keeping"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("download/", views.download, name="download"),
    path("erase/", views.erase, name="erase"),
    path("erased/", views.erased, name="erased"),
]
