"""Addresses of push."""

from django.urls import path

from parvis.kernel.push import views

app_name = "push"
urlpatterns = [
    path("", views.devices, name="devices"),
    path("add/", views.add, name="add"),
    path("remove/<str:public_id>/", views.remove, name="remove"),
    path("seen/", views.seen, name="seen"),
    path("worker.js", views.worker, name="worker"),
]
