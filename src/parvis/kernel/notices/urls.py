"""Addresses of notices."""

from django.urls import path

from parvis.kernel.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read, name="read"),
    path("leave/<str:token>/", views.leave, name="leave"),
]
