"""A service is written down as a file that people can read and edit, and taken in again whole."""

import pytest

from parvis.kernel.people.rules import Level
from parvis.kernel.sheets.file import UnreadableError, Written, read, written
from parvis.kernel.sheets.rules import Rung, Sheet


def test_a_file_says_all_of_it():
    sheet = Sheet(
        names={"en": "Lanterns", "ar": "فوانيس"},
        ladder={Rung.HOUR: Level.RESIDENT_CONFIRMED},
        purpose="Two lines\nof “words”.",
        answer_days=4,
    )
    text = written(Written("lanterns", sheet, "city-desk"), "boston")
    assert 'hour = "resident_confirmed"' in text
    assert read(text.encode()) == Written("lanterns", sheet, "city-desk")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "utf-8"),
        (b"names = \n", "line 1"),
        (b'format = 2\nmodule = "x"', "format"),
        (b'format = 1\nmodule = "x"\n[service]\ncolour = "red"', "colour"),
        (b"#" * 300_000, "larger than"),
        (b"a = " + b"[" * 5_000, "recursion"),
        (b"a = " + b"9" * 5_000, "4300 digits"),
        (b'format = 1\nmodule = "x"\nfallback = "\\u0000"\n[service]', "number 0"),
        (b'format = 1\nmodule = "x"\n[service.names]\nen = "\\u0000"', "number 0"),
    ],
)
def test_a_file_that_is_none_says_where(content, said):
    with pytest.raises(UnreadableError, match=said):
        read(content)
