"""The address of the counts."""

from django.urls import path

from parvis.kernel.gate import views

app_name = "gate"
urlpatterns = [path("", views.figures, name="figures")]
