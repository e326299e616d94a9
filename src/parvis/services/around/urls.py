"""Addresses of around."""

from django.urls import path

from parvis.services.around import views

app_name = "around"
urlpatterns = [
    path("", views.show, name="show"),
    path("mine/", views.mine, name="mine"),
    path("mine/<str:public_id>/stop/", views.stop_mine, name="stop-mine"),
    path("stop/<str:token>/", views.stop_by_link, name="stop"),
    path("place/<str:token>/", views.place, name="place"),
    path("feed/<str:where>/", views.feed, name="feed"),
]
