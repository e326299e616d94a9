"""Addresses of one's own endorsements; `office_urls` is the office's side."""

from django.urls import path

from parvis.kernel.endorsements import views

app_name = "endorsements"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<slug:public_id>/", views.choose, name="choose"),
]
office_urls = [
    path("", views.office, name="kinds"),
    path("new/", views.new_kind, name="new"),
    path("kinds/<slug:slug>/end/", views.end_kind, name="end"),
    path("people/<slug:public_id>/", views.person, name="person"),
    path("<slug:public_id>/revoke/", views.take_back, name="revoke"),
]
