"""Fixtures of the dispatch tests: this site talks to itself, as if the office's own system were another one.

A street light is reported here; over there it is a tree, which belongs to an office that works with us.
"""

import pytest

from parvis.kernel.outbound import Answer, OutboundError
from parvis.kernel.programs.actions import register
from parvis.kernel.programs.models import Program
from parvis.services.dispatch.models import Channel
from parvis.services.georeport import actions as client
from parvis.services.open311.rules import NEWS, SEND, VOUCH
from parvis.services.reports.tests.stage import Stage, build, reported


@pytest.fixture
def stage(db: None) -> Stage:
    """A small city in which reports are open."""
    return build()


@pytest.fixture
def key(stage, bob) -> str:
    """The key that the other system gave us."""
    program, key = register(bob, "Boston")
    Program.objects.filter(pk=program.pk).update(scopes=[SEND, VOUCH, NEWS], per_hour=20_000)
    return key


@pytest.fixture
def channel(stage, key, live_site, settings) -> Channel:
    """The way to it."""
    settings.OUTBOUND_MAY_REACH_THIS_MACHINE = True
    return Channel.objects.create(
        office=stage.lighting,
        address=f"{live_site.url}/open311/v2",
        key=key,
        jurisdiction="boston",
        codes={"street-light": "tree"},
    )


@pytest.fixture
def report_by(stage):
    """Makes an open report: `report_by(alice)`, `report_by()` for one without a name."""
    return lambda author=None, **details: reported(stage, author, answers={"how_many": "one"}, **details)


class Line:
    """The line to the other system, which may break: before the call gets there, or after it did."""

    def __init__(self, monkeypatch):
        self.real = client.fetch
        self.faults = []
        monkeypatch.setattr(client, "fetch", self.fetch)

    def fetch(self, address, **given):
        fault = self.faults.pop(0) if self.faults else "none"
        if fault == "lost on the way":
            raise OutboundError("The line is down.")
        answer = self.real(address, **given)
        if fault == "answer lost":
            raise OutboundError("The answer was lost.")
        if fault == "doubled":
            answer = self.real(address, **given)
        return Answer(int(fault), address, b"<html>") if fault.isdigit() else answer


@pytest.fixture
def line(monkeypatch):
    """The line to the other system."""
    return Line(monkeypatch)
