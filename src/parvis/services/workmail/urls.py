"""Addresses of work mail."""

from django.urls import path

from parvis.services.workmail import views

app_name = "workmail"
urlpatterns = [path("<str:token>/", views.order, name="order")]
