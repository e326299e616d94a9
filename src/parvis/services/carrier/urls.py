"""Where gateways say what became of a message; `office_urls` is the office's side, `links` what messages can hold."""

from django.urls import path

from parvis.services.carrier import views

app_name = "carrier"
urlpatterns = [path("<slug:public_id>/", views.delivered, name="delivered")]
office_urls = [path("", views.standing, name="standing")]
links = [path("<slug:public_id>/", views.short, name="report")]
