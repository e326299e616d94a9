"""Addresses of blocks."""

from django.urls import path

from parvis.kernel.blocks import views

app_name = "blocks"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<int:number>/end/", views.undo, name="undo"),
    path("<str:subject>/", views.choose, name="choose"),
]
