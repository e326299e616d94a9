"""Addresses of adoptions."""

from django.urls import path

from parvis.services.adoptions import views

app_name = "adoptions"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<str:code>/adopt/", views.adopt_view, name="adopt"),
    path("<str:code>/give-back/", views.give_back_view, name="give-back"),
    path("<str:code>/end/", views.end_view, name="end"),
]
