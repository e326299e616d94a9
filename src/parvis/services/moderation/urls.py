"""Addresses of moderation; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.services.moderation.views import office, public

app_name = "moderation"
urlpatterns = [
    path("", public.counts, name="counts"),
    path("flag/<str:subject>/", public.flag_view, name="flag"),
    path("decisions/<int:number>/", public.decision, name="decision"),
]
office_urls = [
    path("", office.overview, name="overview"),
    path("decisions/<int:number>/back/", office.give_back_view, name="give-back"),
    path("<str:subject>/", office.thing, name="thing"),
    path("<str:subject>/stay/", office.stay, name="stay"),
]
