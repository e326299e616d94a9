"""Addresses of Open311. The form of an answer (xml or json) is the end of its address, as the standard wants it."""

from django.urls import path

from parvis.services.georeport.contracts import (
    DEFINITION,
    DISCOVERY,
    NEWS,
    REQUEST,
    REQUESTS,
    SEND,
    SERVICES,
    TELL,
    TOKEN,
)
from parvis.services.open311.views import about, reading, writing
from parvis.services.open311.views.answering import answers

app_name = "open311"
urlpatterns = [
    path("", about.about, name="about"),
    path("v2/openapi.json", reading.openapi, name="openapi"),
    path("v2/requests.csv", reading.bulk, name="bulk"),
    path("v2/discovery.<slug:form>", answers(get=(DISCOVERY, reading.discovery)), name="discovery"),
    path("v2/services.<slug:form>", answers(get=(SERVICES, reading.services)), name="services"),
    path(
        "v2/services/<str:service_code>.<slug:form>",
        answers(get=(DEFINITION, reading.service_definition)),
        name="definition",
    ),
    path(
        "v2/requests.<slug:form>",
        answers(get=(REQUESTS, reading.requests), post=(SEND, writing.send)),
        name="requests",
    ),
    path(
        "v2/requests/<str:service_request_id>.<slug:form>",
        answers(get=(REQUEST, reading.one_request)),
        name="request",
    ),
    path("v2/tokens/<str:token>.<slug:form>", answers(get=(TOKEN, reading.token)), name="token"),
    path(
        "v2/servicerequestupdates.<slug:form>",
        answers(get=(NEWS, reading.updates), post=(TELL, writing.tell)),
        name="updates",
    ),
]
