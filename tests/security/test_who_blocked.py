"""Who keeps whom at a distance is between them: no page, program, feed or file tells it to anybody else."""

import json
import re

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from parvis.kernel.blocks.actions import keep_off
from parvis.kernel.blocks.rules import Choice
from parvis.kernel.clock import now
from parvis.kernel.keeping.queries import everything as archive_of
from parvis.services.reports.actions.part import comment
from parvis.services.reports.tests.stage import reported
from tests.security.outputs import everything

pytestmark = pytest.mark.django_db
# What is new in every answer: tokens of forms, keys, nonces, signed topics, what is left of a minute.
FRESH = re.compile(rb"[A-Za-z0-9_:-]{20,}|\d{2}:\d{2}:\d{2}[.\d]*")


def read(browser, path):
    answer = browser.get(path)
    return answer.status_code, FRESH.sub(b"", answer.getvalue())


@pytest.mark.parametrize(("reader", "below"), [("bob", "/"), ("amina", "/office/")])
def test_nothing_that_anybody_else_reads_changes_with_a_block(stage, reader, below, cast, clock):
    """Neither for who is blocked nor for an official: what reads the same twice reads the same after the block."""
    clock.move_to(now())  # what is told in minutes stands still
    report = reported(stage, cast.alice, shows_name=True)
    said = comment(report.pk, cast.bob, "You again.")
    browser = cast.browser(reader)
    # The first look counts, and hints at what is new.
    told = [path for path in everything(report) if path.startswith(below)]
    paths = [path for path in told if browser.get(path).status_code == 200]
    before = {path: read(browser, path) for path in paths}
    steady = [path for path in paths if read(browser, path) == before[path]]
    assert len(steady) > len(paths) * 0.9
    keep_off(cast.alice, said.subject, Choice.BLOCK)
    changed = [path for path in steady if read(browser, path) != before[path]]
    assert not changed


def test_the_one_who_is_blocked_does_not_find_it_among_their_data_and_the_other_does(stage, alice, bob):
    report = reported(stage, alice, shows_name=True)
    said = comment(report.pk, bob, "You again.")
    keep_off(alice, said.subject, Choice.BLOCK)
    theirs, own = (json.dumps(archive_of(each), cls=DjangoJSONEncoder) for each in (bob, alice))
    assert said.subject in own
    assert bob.public_id not in own
    assert said.subject not in theirs
    assert "You again." in theirs, "it is theirs"
    assert alice.public_id not in theirs
