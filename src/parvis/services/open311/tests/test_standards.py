"""Foreign eyes on our endpoint: a client that others wrote, the standard's own schema, and a machine that tries."""

import re

import jsonschema_rs
import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from georeport import GeoReport
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from parvis.kernel.files.actions import store_photo
from parvis.kernel.testing.jobs import run_jobs
from parvis.kernel.trust.models import Allowance
from parvis.services.georeport.contracts import CALLS
from parvis.services.reports.actions import work
from parvis.services.reports.models import Report
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import HERE, photo

EXAMPLES = 15
TEXT, MAYBE = {"type": "string"}, {"type": ["string", "null"]}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$"}
MAYBE_MOMENT = {"anyOf": [MOMENT, {"type": "null"}]}
# The fields and types that GeoReport v2 asks for (open311.org, "GeoReport v2", GET Service Requests and Services).
REQUEST = {
    "type": "object",
    "required": ["service_request_id", "status", "service_code", "requested_datetime"],
    "properties": {
        "service_request_id": TEXT,
        "status": {"enum": ["open", "closed"]},
        "service_code": TEXT,
        "description": {"type": ["string", "null"], "maxLength": 4000},
        "requested_datetime": MOMENT,
        "updated_datetime": MAYBE_MOMENT,
        "expected_datetime": MAYBE_MOMENT,
        "lat": {"type": ["number", "null"]},
        "long": {"type": ["number", "null"]},
        **dict.fromkeys(("status_notes", "service_name", "agency_responsible", "service_notice"), MAYBE),
        **dict.fromkeys(("address", "address_id", "zipcode", "media_url"), MAYBE),
    },
}
SERVICE = {
    "type": "object",
    "required": ["service_code", "service_name", "metadata", "type"],
    "properties": {
        "service_code": TEXT,
        "service_name": TEXT,
        "metadata": {"type": "boolean"},
        "type": {"enum": ["realtime", "batch", "blackbox"]},
        **dict.fromkeys(("description", "keywords", "group"), MAYBE),
    },
}
ATTRIBUTE = {
    "type": "object",
    "required": ["variable", "code", "datatype", "required"],
    "properties": {
        "variable": {"type": "boolean"},
        "code": TEXT,
        "datatype": {"enum": ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]},
        "required": {"type": "boolean"},
        "order": {"type": ["integer", "null"]},
        **dict.fromkeys(("description", "datatype_description"), MAYBE),
        "values": {"type": "array", "items": {"type": "object", "required": ["key", "name"]}},
    },
}


def of_many(schema):
    return {"type": "array", "minItems": 1, "items": schema}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("call", "schema"),
    [
        ("services", of_many(SERVICE)),
        ("services/street-light", {"type": "object", "properties": {"attributes": of_many(ATTRIBUTE)}}),
        ("requests", of_many(REQUEST)),
        ("requests?extensions=true", of_many(REQUEST)),
    ],
)
def test_json_is_as_the_standard_describes_it(stage, report_by, amina, grace, call, schema):
    upload = store_photo(photo(), None, "reports.photo")
    report_by(photos=(upload.public_id,), words="")
    work.close(report_by().pk, amina, Closing.DONE, "New lamp.")
    path, _mark, query = call.partition("?")
    jsonschema_rs.validate(schema, grace.get(f"/open311/v2/{path}.json?{query}").json())


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_client_that_others_wrote_lists_services_and_requests(stage, report_by, live_site, form):
    made = [report_by(), report_by(category=stage.tree)]
    client = GeoReport(f"{live_site.url}/open311/v2", output_format=form)
    assert {each["service_code"] for each in client.get_service_list()} == {"street-light", "tree", "housing"}
    assert client.get_service_definition("street-light")["service_code"] == "street-light"
    listed = client.get_service_requests(status="open", service_code="tree,street-light")
    assert [each["service_request_id"] for each in listed] == [each.reference for each in made[::-1]]
    one = client.get_service_request(made[0].reference)
    assert (one["status"], one["description"]) == ("open", "It is dark.")


def test_a_photograph_is_fetched_from_where_it_lies(stage, live_site, report_by, caller, new, settings):
    settings.OUTBOUND_MAY_REACH_THIS_MACHINE = True
    upload = store_photo(photo(), None, "reports.photo")
    report_by(photos=(upload.public_id,))
    upload.refresh_from_db()
    caller.post("requests", **new, media_url=[live_site.url + upload.address, live_site.url + "/no/such.jpg"])
    run_jobs()
    made = Report.objects.get(via="Lamp finder")
    assert made.photos.count() == 1
    assert caller.get(f"requests/{made.reference}").one["media_url"]


def test_the_description_names_every_call_and_parameter(grace):
    found = grace.get("/open311/v2/openapi.json").json()
    for call in CALLS:
        for form in call.forms:
            operation = found["paths"][f"/{call.path}.{form}"][call.method.lower()]
            named = {each["name"] for each in operation["parameters"]}
            if call.method == "POST":
                [content] = operation["requestBody"]["content"].values()
                named |= set(content["schema"]["properties"])
            assert {param.name for param in call.params} <= named


def test_the_page_for_builders_names_every_call_and_parameter(grace):
    page = grace.get("/open311/").content.decode()
    for call in CALLS:
        assert f"{call.method} /{call.path}." in page
        for param in call.params:
            assert re.search(rf"<code>{param.name}</code>", page), param.name


description = schemathesis.openapi.from_wsgi("/open311/v2/openapi.json", get_wsgi_application())


@pytest.mark.django_db(transaction=True)
@description.parametrize()
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_no_call_is_answered_with_a_fault_of_ours(report_by, trusted_key, case):
    Allowance.objects.all().delete()  # who is told to wait is not heard
    known = {"api_key": trusted_key, "service_code": "street-light", "lat": HERE[0], "long": HERE[1]}
    case.call_and_validate(checks=(not_a_server_error, response_schema_conformance))
    if isinstance(case.body, dict):  # once more, with what is looked at first put right
        case.body |= known | {"attribute[how_many]": "one", "service_request_id": report_by().reference}
        case.call_and_validate(checks=(not_a_server_error, response_schema_conformance))
