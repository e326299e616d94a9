"""Addresses of accounts elsewhere, by the names that django-allauth looks for; the first three are its own pages."""

from allauth.socialaccount.views import connections, login_cancelled, signup
from django.urls import path

from parvis.kernel.providers import views

urlpatterns = [
    path("", connections, name="socialaccount_connections"),
    path("new/", signup, name="socialaccount_signup"),
    path("cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("at/<slug:provider_id>/", views.login, name="openid_connect_login"),
    path("at/<slug:provider_id>/back/", views.callback, name="openid_connect_callback"),
]
