"""Addresses of appeals; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.services.appeals import views

app_name = "appeals"
urlpatterns = [path("<int:number>/", views.appeal, name="appeal")]
office_urls = [
    path("", views.waiting, name="waiting"),
    path("<int:number>/", views.judge_view, name="judge"),
]
