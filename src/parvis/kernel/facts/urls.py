"""Addresses of one's own facts; `people_urls` is what others see."""

from django.urls import path

from parvis.kernel.facts import views

app_name = "facts"
urlpatterns = [path("", views.mine, name="mine")]
people_urls = [path("<slug:public_id>/", views.person, name="person")]
