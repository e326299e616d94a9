"""Addresses of the counter: `claim_urls` for everybody, `office_urls` in the office."""

from django.urls import path

from parvis.services.counter.views import claim, office

claim_urls = [path("", claim.claiming, name="claim")]

office_urls = [path("", office.counter, name="counter"), path("sheets/", office.sheets, name="sheets")]
