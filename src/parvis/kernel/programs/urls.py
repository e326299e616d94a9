"""Addresses of programs; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.kernel.programs import views

app_name = "programs"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<slug:public_id>/key/", views.renew, name="renew"),
    path("<slug:public_id>/off/", views.switch_off, name="off"),
]
office_urls = [
    path("", views.every, name="every"),
    path("<slug:public_id>/", views.decide, name="decide"),
]
