"""Assessments at each of their stages, for everybody and for the office."""

from typing import Any

from parvis.kernel.assessments.actions import Opinion, advise, write
from parvis.kernel.assessments.models import Assessment
from parvis.kernel.assessments.rules import Advice, Written
from parvis.kernel.assessments.tests.stage import (
    ADVICE,
    HIGH,
    NECESSITY,
    RISK,
    WHOLE,
    Three,
    officer_of_the_city,
    signed,
)
from parvis.kernel.catalogue.actions import offer
from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """One signed, one out of date, one that waits for a signature, one half written, one missing."""
    offer("reports", cast.street_lighting, stage="open")
    offer("adoptions", cast.street_lighting, stage="pilot")
    three = Three(cast.mona, officer_of_the_city(), cast.olive)
    signed(three)
    signed(Three(cast.dana, three.officer, cast.olga), "notices")
    Assessment.objects.filter(part="notices").update(fingerprint="0" * 64, facts={"fields": {"old": 1}})
    write(cast.mona, "adoptions", WHOLE, after=0)
    advise(three.officer, "adoptions", 1, Opinion(Advice.CONDITIONS, ADVICE))
    write(cast.dana, "around", Written(NECESSITY, "", "", (RISK, HIGH)), after=0)
    return [
        Sample("assessments for everybody", "/privacy/assessments/"),
        Sample("what was signed, for everybody", "/privacy/assessments/reports/"),
        Sample("an assessment out of date, for everybody", "/privacy/assessments/notices/"),
        Sample("a part without an assessment, for everybody", "/privacy/assessments/account/"),
        Sample("all assessments, in the office", "/office/assessments/", "mona"),
        Sample("an assessment that is signed", "/office/assessments/reports/", "mona"),
        Sample("an assessment out of date", "/office/assessments/notices/", "dana"),
        Sample("an assessment that waits for a signature", "/office/assessments/adoptions/", "olive"),
        Sample("an assessment half written", "/office/assessments/around/", "dana"),
        Sample("writing an assessment", "/office/assessments/around/write/", "dana"),
    ]
