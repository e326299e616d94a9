"""Addresses of findings: beside those of rounds, because the worker of the phone rules over /rounds/ alone."""

from django.urls import path

from parvis.services.findings.views import phone, stops

app_name = "findings"
urlpatterns = [
    path("ready/", phone.ready, name="ready"),
    path("worker.js", phone.worker, name="worker"),
    path("<str:public_id>/", stops.stop, name="stop"),
    path("<str:public_id>/send/", stops.send, name="send"),
]
