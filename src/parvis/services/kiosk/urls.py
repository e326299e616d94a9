"""Addresses of kiosks; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.services.kiosk import views

app_name = "kiosk"
urlpatterns = [
    path("", views.start, name="start"),
    path("language/", views.language, name="language"),
    path("finish/", views.finish, name="finish"),
    path("report/<slug:kind>/", views.thing, name="thing"),
]

office_urls = [
    path("", views.kiosk_list, name="list"),
    path("<str:public_id>/close/", views.close, name="close"),
]
