"""Addresses of offices for everybody; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.services.offices import views

app_name = "offices"
urlpatterns = [path("", views.everybodys, name="all")]
office_urls = [
    path("", views.all_offices, name="all"),
    path("new/", views.founding, name="new"),
    path("hours/", views.city_hours, name="city-hours"),
    path("<slug:slug>/", views.office, name="office"),
    path("<slug:slug>/change/", views.changing, name="change"),
    path("<slug:slug>/hours/", views.hours, name="hours"),
    path("<slug:slug>/roles/<int:number>/", views.taking, name="role"),
]
