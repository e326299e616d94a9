"""A decision that belongs to no room: the lamps of a street, switched off by two managers."""

import pytest

from parvis.kernel.control import queries, registry
from parvis.kernel.control.actions import Deed, decide, guard
from parvis.kernel.control.rules import Reserved, Weight
from parvis.kernel.journal import actions as journal
from parvis.kernel.journal import verbs
from parvis.kernel.people.rules import Role

OFF = "lamps.street.switched_off"
MENDED = "lamps.lamp.mended"


@pytest.fixture(autouse=True)
def lamps(monkeypatch):
    """Two verbs: one that counts for everybody and needs two managers, one about a single lamp."""
    for module, name in ((registry, "_reserved"), (verbs, "_declared"), (queries, "_carry_out")):
        monkeypatch.setattr(module, name, dict(getattr(module, name)))
    monkeypatch.setattr(journal, "_listeners", journal.defaultdict(list, journal._listeners))
    verbs.declare(
        verbs.Verb(OFF, "The lamps of {street} are off."), verbs.Verb(MENDED, "{office} mended it.")
    )
    guard(
        Reserved(OFF, Weight.RULE, Role.MANAGER, signatures=2, labels={"lamps": "Lamps"}),
        Reserved(MENDED),
    )
    queries.carry_out_with(
        OFF,
        lambda proposal, by: decide(
            Deed(OFF, proposal.subject, proposal.reason, proposal.changes, data=proposal.payload),
            by,
            first=proposal.proposed_by,
        ),
    )
