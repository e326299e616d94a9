"""Addresses of helping."""

from django.urls import path

from parvis.services.helping import views

app_name = "helping"
urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("jobs/<str:public_id>/", views.job, name="job"),
    path("jobs/<str:public_id>/back/", views.back, name="back"),
    path("<str:report>/", views.offer, name="offer"),
]
