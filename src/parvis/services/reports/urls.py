"""Addresses of reports; `office_urls` is mounted in the office."""

from django.urls import path

from parvis.services.reports.views import letters, public, start, work

app_name = "reports"
urlpatterns = [
    path("", public.listing, name="list"),
    path("map.json", public.map_data, name="map-data"),
    path("feed/", public.feed, name="feed"),
    path("new/", start.start, name="start"),
    path("new/where/", start.where, name="where"),
    path("new/what/", start.what, name="what"),
    path("new/details/", start.details, name="details"),
    path("new/same/", start.same, name="same"),
    path("new/same/<str:public_id>/", start.follow_instead, name="follow-instead"),
    path("new/contact/", start.contact, name="contact"),
    path("new/check/", start.check, name="check"),
    path("new/done/", start.done, name="done"),
    path("looked/<str:token>/", letters.looked, name="looked"),
    path("looked/<str:token>/more/", letters.said_more, name="said-more"),
    path("<str:public_id>/", public.report, name="report"),
    path("<str:public_id>/follow/", public.follow_view, name="follow"),
    path("<str:public_id>/comment/", public.comment_view, name="comment"),
    path("<str:public_id>/name/", public.name_view, name="name"),
    path("<str:public_id>/look/", public.look_view, name="look"),
]

office_urls = [
    path("", work.queue, name="queue"),
    path("<str:public_id>/", work.case, name="case"),
    path("<str:public_id>/next/", work.following, name="next"),
    path("<str:public_id>/same/", work.same, name="same"),
    path("<str:public_id>/<slug:verb>/", work.act, name="act"),
]
