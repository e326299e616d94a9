"""Addresses of services for everybody; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.services.composer.views import office, public, sharing

app_name = "composer"
urlpatterns = [
    path("", public.services, name="services"),
    path("<int:number>/", public.service, name="service"),
]
office_urls = [
    path("", office.overview, name="overview"),
    path("new/", office.begin, name="begin"),
    path("file/", sharing.take_in, name="take-in"),
    path("<int:number>/", office.one, name="service"),
    path("<int:number>/compose/", office.compose, name="compose"),
    path("<int:number>/preview/", office.preview, name="preview"),
    path("<int:number>/copy/", sharing.copying, name="copy"),
    path("<int:number>/compare/<int:other>/", sharing.comparison, name="compare"),
    path("<int:number>/file/", sharing.file, name="file"),
]
