"""What a category tells and asks while somebody reports."""

from parvis.services.reports.forms.start import DetailsForm
from parvis.services.reports.rules import read_questions


def test_a_category_can_tell_something_and_ask_since_when(stage):
    asks = [
        {"name": "read_this", "kind": "notice", "labels": {"en": "Do not touch the wire."}},
        {"name": "since", "kind": "moment", "labels": {"en": "Since when?"}},
    ]
    form = DetailsForm({"q_since": "2026-05-04T17:30"}, questions=read_questions(asks))
    assert "Do not touch the wire." in str(form)
    assert 'type="datetime-local"' in str(form)
    assert form.is_valid()
    assert form.answers()["since"].startswith("2026-05-04T17:30:00-04:00")
    again = DetailsForm(initial={"q_since": form.answers()["since"]}, questions=read_questions(asks))
    assert 'value="2026-05-04T17:30"' in str(again)
    wrong = DetailsForm({"q_since": "yesterday"}, questions=read_questions(asks))
    assert 'value="yesterday"' in str(wrong)
    stage.tree.questions = asks
    assert stage.tree.told(form.answers()) == [("Since when?", "May 4, 2026, 5:30 p.m.")]
    assert stage.tree.told({"since": "2026-05-04T17:30"}) == [("Since when?", "May 4, 2026, 5:30 p.m.")]


def test_words_to_read_at_the_end_stand_with_the_last_question(stage):
    asks = [
        {"name": "since", "kind": "moment", "labels": {"en": "Since when?"}},
        {"name": "read_this", "kind": "notice", "labels": {"en": "Do not touch the wire."}},
    ]
    assert "Do not touch the wire." in str(DetailsForm(questions=read_questions(asks)))
