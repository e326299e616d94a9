"""Whatever a program sends to the API, it gets an answer that the API's own description foresees."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from parvis.kernel.trust.models import Allowance
from parvis.services.reports.tests.stage import HERE

EXAMPLES = 60
CHECKS = (not_a_server_error, response_schema_conformance)
KNOWN = {"category": "street-light", "lat": HERE[0], "lon": HERE[1], "answers": {"how_many": "one"}}

description = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.mark.django_db(transaction=True)
@description.parametrize()
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_no_call_is_answered_with_a_fault_of_ours(stage, case):
    Allowance.objects.all().delete()  # who is told to wait is not heard
    case.call_and_validate(checks=CHECKS)
    if isinstance(case.body, dict):  # once more, with what is looked at first put right
        case.body |= KNOWN
        case.call_and_validate(checks=CHECKS)
