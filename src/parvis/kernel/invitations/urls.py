"""Addresses of invitations."""

from django.urls import path

from parvis.kernel.invitations import views

app_name = "invitations"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<str:letter>/<int:place>/", views.follow, name="follow"),
]
