"""Addresses about oneself; django-allauth adds its own beside them."""

from django.urls import path

from parvis.kernel.people import views

app_name = "people"
urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("profile/", views.profile, name="profile"),
    path("confirm/<str:token>/", views.confirm_contact, name="confirm"),
]
