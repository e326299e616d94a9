"""The letters about reports, as they leave the house."""

import pytest
from django.utils.translation import override

from parvis.kernel.notices.kinds import kinds
from parvis.kernel.notices.letters import letter_of
from parvis.kernel.notices.models import Notice

DATA = {
    "report": "abcdefgh",
    "reference": "ABCD-EFGH",
    "words": "It names a neighbour.",
    "confirmation": 1,
    "times": 2,
}
ABOUT_REPORTS = sorted(name for name in kinds() if name.startswith("reports."))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ABOUT_REPORTS)
def test_every_letter_says_what_it_is_about_and_leads_there(alice, name, language):
    letter = letter_of(Notice(person=alice, kind=name, data=DATA, language=language))
    with override(language):
        assert letter.subject == kinds()[name].title(DATA)
    assert kinds()[name].path(DATA).split("/")[1] in letter.text
    assert "UNDEFINED" not in letter.html + letter.text
    assert f'lang="{language}"' in letter.html


def test_the_author_of_what_was_hidden_reads_the_reason(alice):
    letter = letter_of(Notice(person=alice, kind="reports.hidden", data=DATA, language="en"))
    assert "It names a neighbour." in letter.text
