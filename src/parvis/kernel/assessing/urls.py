"""Addresses of assessments for everybody; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.kernel.assessing import views

app_name = "assessments"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<slug:key>/", views.summary, name="summary"),
]
office_urls = [
    path("", views.office, name="overview"),
    path("of/<slug:module>/", views.module, name="module"),
    path("<slug:key>/", views.one, name="one"),
    path("<slug:key>/write/", views.writing, name="write"),
    path("<slug:key>/<int:number>/assessment.html", views.page, name="page"),
    path("<slug:key>/<int:number>/assessment.json", views.document, name="document"),
]
