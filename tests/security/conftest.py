"""A small city to attack."""

import re

import pytest

from parvis.services.reports.tests.stage import build

# Letters that a browser would not type: NUL, signs that turn the direction, marks piled up, the largest plane.
NUL = "\0"
TURNED = "\u202eynnus"
TOWER = "e" + "\u0301" * 500 + "\U0010ffff"


@pytest.fixture
def stage(db):
    """Reports are open here."""
    return build()


@pytest.fixture
def unbroken(grace):
    """A page in which a fault is an answer of 500, as in life, and not an exception in the test."""
    grace.raise_request_exception = False
    return grace


def words_of(answer):
    """What the page says."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
