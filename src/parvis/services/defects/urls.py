"""Addresses of defects, all in the office."""

from django.urls import path

from parvis.services.defects import views

app_name = "defects"
urlpatterns = [
    path("", views.offices, name="offices"),
    path("<slug:slug>/", views.choices, name="choices"),
    path("<slug:slug>/<slug:kind>/new/", views.new, name="new"),
    path("<slug:slug>/<str:public_id>/", views.one, name="one"),
]
