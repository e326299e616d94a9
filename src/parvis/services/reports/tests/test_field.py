"""What reports asks of a step that somebody out there wants to take, whoever calls."""

import pytest

from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.services.reports.contracts import State, Step, case_of, take_step
from parvis.services.reports.tests.stage import reported

pytestmark = pytest.mark.django_db


def test_a_step_on_a_report_that_is_not_there_leads_nowhere(stage, amina):
    waiting = reported(stage, email="zoe@people.example")
    for id_ in ("nothing", waiting.public_id):
        with pytest.raises(AbsentError):
            take_step(id_, amina, Step(State.CLOSED, "Done."), seen="")


def test_another_office_takes_no_step(stage, omar, amina):
    report = reported(stage)
    with pytest.raises(RefusedError, match="with another office"):
        take_step(report.public_id, omar, Step(), seen=case_of(amina, report.public_id).version)


def test_a_plan_has_a_day(stage, amina):
    report = reported(stage)
    seen = case_of(amina, report.public_id).version
    with pytest.raises(RefusedError, match="which day"):
        take_step(report.public_id, amina, Step(State.PLANNED, "Soon."), seen=seen)
