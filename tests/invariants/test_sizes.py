"""Files, functions and modules stay small enough to be read at one sitting."""

import pytest

from tests.invariants.source import PROJECT, functions_of, modules, name_of, python_files

LINES_OF_A_FILE, LINES_OF_A_FUNCTION, LINES_OF_A_MODULE = 400, 40, 900
# The kernel's rooms that are several small things under one roof; each thing is held to the other two bars.
LARGE_ROOMS = {
    "src/parvis/kernel/places": "areas, streets, search and the base map with its tiles",
    "src/parvis/kernel/ui": "every component of every page",
    "src/parvis/kernel/testing": "the whole suite's harness",
    "src/parvis/services/reports": "the first complete service; docs/adr/0007 says how it is to be divided",
    "src/parvis/interfaces/cli": "every word of the command",
}


def lines(file):
    return len(file.read_text(encoding="utf-8").splitlines())


def all_files():
    return [
        file
        for folder in ("src", "tests", "scripts", "bench")
        for file in python_files(PROJECT / folder, tests=True)
    ]


def test_no_file_is_longer_than_a_person_can_hold_in_mind():
    long = {name_of(file): lines(file) for file in all_files() if lines(file) > LINES_OF_A_FILE}
    assert not long, "Split these by verb or by concern."


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{name_of(file)}:{function.lineno} {function.name}: {function.end_lineno - function.lineno + 1}"
        for file in all_files()
        for function in functions_of(file)
        if function.end_lineno - function.lineno + 1 > LINES_OF_A_FUNCTION
    ]
    assert not long, "\n".join(long)


@pytest.mark.parametrize(
    "module", [each for each in modules() if name_of(each) not in LARGE_ROOMS], ids=name_of
)
def test_a_module_that_outgrows_its_room_becomes_two(module):
    assert sum(lines(file) for file in python_files(module)) <= LINES_OF_A_MODULE
