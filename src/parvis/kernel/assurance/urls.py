"""Addresses of one's own confirmations; `office_urls` is the counter."""

from django.urls import path

from parvis.kernel.assurance import views

app_name = "assurance"
urlpatterns = [path("", views.mine, name="mine")]
office_urls = [
    path("", views.counter, name="counter"),
    path("<slug:public_id>/", views.person, name="person"),
    path("<slug:public_id>/revoke/", views.take_back, name="revoke"),
    path("<slug:public_id>/stands/", views.look_again, name="stands"),
]
