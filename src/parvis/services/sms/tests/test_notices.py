"""Every sentence fits, in every language."""

from datetime import UTC, datetime

import pytest
from django.utils.functional import Promise
from django.utils.translation import override

from parvis.services.carrier import notices as news
from parvis.services.gsm.contracts import SEGMENTS_AT_MOST, segments
from parvis.services.sms import notices

LONG = "A new bulb is in and the pole was painted, too. " * 12
NUMBER, LINK = "K7P2-MX9A", "https://parvis.boston.example/r/k7p2mx9a/"
DAY = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ca", "ar"])
def test_every_sentence_fits_in_two_messages_and_keeps_number_and_link(language):
    with override(language):
        known = {"number": NUMBER, "code": "ABCDE-FGHJK", "page": "parvis.boston.example/claim/"}
        sentences = [each for each in vars(notices).values() if isinstance(each, Promise)]
        fixed = [notices.said(each, LONG, **known) for each in [*sentences, notices.FROM_THE_DESK]]
        about = [
            *(notices.said(each, LONG, **known) for each in sentences if "%(number)s" in str(each)),
            news.asked_words(NUMBER, "Street Lighting", LONG),
            news.asked_words(NUMBER, "Street Lighting", ""),
            news.closed_words(NUMBER, LONG),
        ]
        linked = [
            notices.opened_words(NUMBER, "Street Lighting", DAY, LINK),
            notices.opened_words(NUMBER, "Street Lighting", None, LINK),
            news.answered_words(NUMBER, "Street Lighting", LONG, LINK),
        ]
    assert len(about) == 7
    assert {segments(each) for each in [*fixed, *about, *linked]} <= set(range(1, SEGMENTS_AT_MOST + 1))
    assert all(NUMBER in each for each in [*about, *linked])
    assert all(LINK in each for each in linked)
