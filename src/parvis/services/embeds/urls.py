"""Addresses of embeds."""

from django.urls import path

from parvis.services.embeds.views import pages

app_name = "embeds"
urlpatterns = [
    path("", pages.builder, name="builder"),
    path("card/", pages.card, name="card"),
    path("works.ics", pages.works, name="works"),
]
