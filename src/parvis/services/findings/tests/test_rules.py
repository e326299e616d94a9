"""What a finding needs, and when it was made."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from parvis.services.findings.rules import Lack, lack_of, looked_at

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_finding_says_what_it_lacks():
    assert lack_of("planned", words="Soon.") is Lack.DAY
    assert lack_of("planned", day=NOW.date()) is None
    assert lack_of("elsewhere", words="It is a tree.") is Lack.OFFICE
    assert lack_of("elsewhere", office="parks") is Lack.WORDS
    assert lack_of("done", words="  ", anything=True) is Lack.WORDS
    assert lack_of("done", words="Mended.") is None
    assert lack_of("looked") is Lack.ANYTHING
    assert lack_of("looked", anything=True) is None
    assert lack_of("started") is None


@given(st.none() | st.timedeltas(min_value=timedelta(days=-90), max_value=timedelta(days=90)))
def test_a_phone_with_a_wrong_clock_was_not_there_tomorrow_nor_last_year(off):
    oldest = NOW - timedelta(days=30)
    assert oldest <= looked_at(NOW + off if off is not None else None, NOW, oldest) <= NOW
