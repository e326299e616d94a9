"""Addresses of rounds."""

from django.urls import path

from parvis.services.rounds import views

app_name = "rounds"
urlpatterns = [
    path("", views.today, name="today"),
    path("choose/", views.choose, name="choose"),
    path("arrange/", views.arrange, name="arrange"),
]
