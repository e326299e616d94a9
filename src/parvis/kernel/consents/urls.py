"""Addresses of consents."""

from django.urls import path

from parvis.kernel.consents import views

app_name = "consents"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<str:purpose>/", views.change, name="change"),
]
