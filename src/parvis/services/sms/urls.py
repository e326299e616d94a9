"""Addresses of text messages: the office's, and the one that a gateway posts to."""

from django.urls import path

from parvis.services.sms import views

app_name = "sms"
urlpatterns = [
    path("", views.texts, name="texts"),
    path("phone/", views.phone, name="phone"),
    path("<str:public_id>/", views.text, name="text"),
    path("<str:public_id>/done/", views.done, name="done"),
]
texts_in = [path("", views.arrive, name="arrive")]
