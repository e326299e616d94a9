"""Fixtures of the Open311 tests: a small city, a builder with a key, and calls read in both forms."""

import json
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from parvis.kernel.programs.actions import register
from parvis.kernel.programs.models import Program
from parvis.services.open311.rules import NEWS, SEND, VOUCH
from parvis.services.reports.tests.stage import HERE, Stage, build, reported

FORMS = ("json", "xml")
ROOT = "/open311/v2"


@dataclass(frozen=True)
class Answered:
    """An answer read in its form. In XML, what is empty is "" and all is text; `rows` are of text in both forms."""

    status: int
    rows: list[dict[str, Any]]
    headers: Any

    @property
    def one(self) -> dict[str, Any]:
        """The only row."""
        assert len(self.rows) == 1, self.rows
        return self.rows[0]

    @property
    def fault(self) -> str:
        """The sentence of an error, whose code is the status."""
        assert self.one["code"] == str(self.status)
        return str(self.one["description"])


class Caller:
    """A program of somebody else: knows addresses and forms, nothing of us."""

    def __init__(self, form: str) -> None:
        self.form = form
        self._browser = Client()

    def get(self, call: str, **params: Any) -> Answered:
        """`get("requests", status="open")`."""
        return self._read(self._browser.get(f"{ROOT}/{call}.{self.form}", params))

    def post(self, call: str, headers: dict[str, str] | None = None, **params: Any) -> Answered:
        """Names with brackets are given in a dictionary: `post("requests", **{"attribute[how_many]": "one"})`."""
        return self._read(self._browser.post(f"{ROOT}/{call}.{self.form}", params, headers=headers))

    def _read(self, answer: Any) -> Answered:
        kind = {"json": "application/json", "xml": "text/xml"}[self.form]
        assert answer["Content-Type"] == f"{kind}; charset=utf-8"
        read = {"json": _from_json, "xml": _from_xml}[self.form](answer.content)
        return Answered(answer.status_code, read, answer.headers)


def _from_json(content: bytes) -> list[dict[str, Any]]:
    found = json.loads(content)
    return [_texts(each) for each in (found if isinstance(found, list) else [found])]


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _texts(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_texts(each) for each in value]
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _from_xml(content: bytes) -> list[dict[str, Any]]:
    assert content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    root = ElementTree.fromstring(content)
    rows = (
        list(root)
        if root.tag in {"services", "service_requests", "service_request_updates", "errors"}
        else [root]
    )
    return [_of_element(each) for each in rows]


def _of_element(element: ElementTree.Element) -> Any:
    children = list(element)
    if element.tag in _LISTS:
        return [_of_element(each) for each in children]
    return {each.tag: _of_element(each) for each in children} if children else (element.text or "")


_LISTS = {"attributes", "values", "notes", "photos", "photos_of_proof", "formats", "endpoints"}


@pytest.fixture
def stage(db: None) -> Stage:
    """A small city in which reports are open."""
    return build()


@pytest.fixture(params=FORMS)
def caller(request: pytest.FixtureRequest) -> Caller:
    """A caller, once for each form."""
    return Caller(request.param)


@pytest.fixture
def report_by(stage: Stage):
    """Makes an open report: `report_by(alice)`, `report_by()` for one without a name."""
    return lambda author=None, **details: reported(stage, author, answers={"how_many": "one"}, **details)


@pytest.fixture
def key(alice) -> str:
    """The key of a program that may send."""
    return register(alice, "Lamp finder", wanted=[SEND])[1]


@pytest.fixture
def trusted_key(bob) -> str:
    """The key of another city's site: the desk believes it, and lets it pass on what its readers say."""
    program, key = register(bob, "Next town")
    Program.objects.filter(pk=program.pk).update(scopes=[SEND, VOUCH, NEWS])
    return key


@pytest.fixture
def new(key: str) -> dict[str, Any]:
    """Everything that a request needs."""
    return {
        "api_key": key,
        "service_code": "street-light",
        "lat": HERE[0],
        "long": HERE[1],
        "description": "The lamp is dark.",
        "attribute[how_many]": "one",
    }
