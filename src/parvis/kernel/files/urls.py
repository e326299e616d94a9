"""Addresses of `files`."""

from django.urls import path

from parvis.kernel.files import views

app_name = "files"
urlpatterns = [path("<slug:public_id>/<slug:size>", views.show, name="show")]
