"""The address of the officer's page."""

from django.urls import path

from parvis.kernel.officer import views

app_name = "officer"
urlpatterns = [path("", views.page, name="page")]
