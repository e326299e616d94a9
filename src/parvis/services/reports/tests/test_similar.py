"""What may be the same is offered before somebody reports it again, most likely first, and says why."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.kernel.clock import now
from parvis.kernel.files.actions import store_photo
from parvis.kernel.files.tests.pictures import photo as picture
from parvis.kernel.files.tests.pictures import sent
from parvis.services.reports.actions.setup import Kind, keep_category
from parvis.services.reports.contracts import ForeignReport, bring_in
from parvis.services.reports.engine.likeness import Evidence, Likeness, Part
from parvis.services.reports.models import Report
from parvis.services.reports.queries import similar
from parvis.services.reports.queries.similar import candidates, similar_to
from parvis.services.reports.tests.stage import HERE, LIGHTS
from parvis.services.reports.views.same import reasons_of

NEAR = HERE[0] + 0.0003


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    """Photographs of these tests have a folder of their own."""
    settings.MEDIA_ROOT = tmp_path


def found(stage, **more):
    return [each.report for each in similar_to(stage.light, *HERE, **more)]


def test_what_was_reported_close_by_is_found_and_what_is_far_is_not(stage, alice, report_by):
    near = report_by(alice, lat=NEAR)
    report_by(alice, lat=HERE[0] + 0.003)
    report_by(alice, category=stage.tree)
    assert [(each.report, each.metres) for each in similar_to(stage.light, *HERE)] == [(near, 33)]


def test_private_reports_are_not_offered_as_the_same(stage, alice, report_by):
    report_by(alice, is_public=False)
    assert found(stage) == []


def test_what_is_closed_is_not_offered_as_the_same(stage, alice, report_by):
    report = report_by(alice)
    Report.objects.filter(pk=report.pk).update(state="closed", closed_at=report.opened_at)
    assert found(stage) == []


def test_a_category_may_switch_the_suggestion_off(stage, alice, report_by):
    report_by(alice)
    stage.light.same_within_metres = 0
    assert found(stage) == []


def test_the_nearest_comes_first_and_of_equals_the_newest(clock, stage, alice, report_by):
    far, old = report_by(alice, lat=NEAR), report_by(alice)
    clock.shift(timedelta(days=40))
    new = report_by(alice)
    assert found(stage) == [new, old, far]
    assert found(stage, limit=1) == [new]


def test_the_same_kind_comes_before_what_is_a_little_nearer(stage, alice, report_by):
    post = keep_category(Kind("post", {"en": "Lamp post is bent"}, LIGHTS), stage.light.group)
    bent, dark = report_by(alice, category=post), report_by(alice, lat=HERE[0] + 0.0001)
    assert found(stage) == [dark, bent]


def test_words_that_speak_of_the_same_thing_lift_a_report_in_any_language(stage, alice, report_by):
    said = report_by(alice, words="Le réverbère ne marche plus")
    report_by(alice, words="Zzz")
    assert found(stage, words="The lamp is out")[0] == said
    assert found(stage)[0] != said


def test_a_category_that_learns_a_word_is_understood_at_once(stage, alice, report_by):
    said = report_by(alice, words="The lantern again")
    report_by(alice, words="Zzz")
    assert found(stage, words="The lamp is out")[0] != said
    stage.light.words = stage.light.words | {"en": "lamp lantern"}
    stage.light.save()
    assert found(stage, words="The lamp is out")[0] == said


def test_a_photograph_that_looks_the_same_lifts_a_report(stage, alice, report_by):
    kept = store_photo(sent(picture()), alice, "reports.photo")
    shown = report_by(alice, lat=NEAR, photos=(kept.public_id,))
    nearer = report_by(alice)
    again = store_photo(sent(picture(48, 36, "PNG"), "again.png"), alice, "reports.photo")
    assert found(stage, photos=[again.appearance]) == [shown, nearer]
    assert found(stage) == [nearer, shown]


def test_on_a_crowded_spot_the_newest_are_looked_at(stage, alice, report_by, monkeypatch):
    monkeypatch.setattr(similar, "LOOKED_AT", 2)
    report_by(alice)
    newer = [report_by(alice), report_by(alice)]
    assert set(found(stage)) == set(newer)


def test_the_number_of_questions_to_the_database_does_not_grow(stage, alice, report_by):
    kept = store_photo(sent(picture()), alice, "reports.photo")
    look = kept.appearance
    report_by(alice, photos=(kept.public_id,))
    for _more in range(8):
        report_by(alice)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(similar_to(stage.light, *HERE, words="The lamp is dark", photos=[look])) == 3
    assert len(asked) == 4


def test_what_may_be_the_same_is_found_by_its_place(stage):
    """The cost grows with what is near, not with the city: among two thousand reports an index by place is taken."""
    spread = (
        ForeignReport(
            external_id=str(number),
            category="street-light",
            office="street-lighting",
            lat=42.35 + (number % 100) / 10_000,
            lon=-71.08 + number / 100_000,
            opened_at=now(),
            closed_at=now() if number % 10 else None,
        )
        for number in range(2000)
    )
    assert sum(count.new for count in list(bring_in(spread))[-1:]) == 2000
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE reports_report")
    plan = candidates(stage.light, *HERE).explain()
    assert "report_map" in plan
    assert "Seq Scan on reports_report" not in plan


def test_the_reasons_are_said_in_a_few_words():
    parts = (
        Part(Evidence.PLACE, 0.6, 12.2),
        Part(Evidence.KIND, 1, 1),
        Part(Evidence.TIME, 0.9, 2.9),
        Part(Evidence.WORDS, 0.8, 0.8),
        Part(Evidence.PHOTOS, 0.8, 3),
    )
    words = "12 metres away · the same kind · sent 2 days ago · similar words · the photographs look alike"
    assert " · ".join(reasons_of(Likeness(0.5, parts))) == words


def test_weak_evidence_is_not_mentioned():
    parts = (
        Part(Evidence.PLACE, 1, 0.2),
        Part(Evidence.KIND, 0, 0),
        Part(Evidence.TIME, 1, 0.4),
        Part(Evidence.WORDS, 0.3, 0.3),
        Part(Evidence.PHOTOS, 0, 31),
    )
    assert reasons_of(Likeness(0.1, parts)) == ["in the same place", "sent within the last day"]


def test_one_metre_and_one_day_are_said_in_the_singular():
    parts = (Part(Evidence.PLACE, 1, 1.4), Part(Evidence.TIME, 1, 1.4))
    assert reasons_of(Likeness(0.1, parts)) == ["1 metre away", "sent 1 day ago"]
