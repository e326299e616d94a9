"""Addresses of vouching."""

from django.urls import path

from parvis.kernel.vouching import views

app_name = "vouching"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("stop/", views.stop, name="stop"),
    path("<slug:public_id>/", views.vouching, name="vouch"),
    path("<slug:public_id>/back/", views.take_back, name="back"),
]
