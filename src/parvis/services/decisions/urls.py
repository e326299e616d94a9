"""Addresses of decisions for everybody; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.services.decisions import views

app_name = "decisions"
urlpatterns = [
    path("", views.register, name="register"),
    path("feed/", views.feed, name="feed"),
    path("<str:public_id>/", views.decision, name="decision"),
]
office_urls = [
    path("", views.open_proposals, name="waiting"),
    path("deputies/", views.deputies, name="deputies"),
    path("<str:public_id>/", views.proposal, name="proposal"),
]
