"""Only `actions` write. Whoever wants to know what can change a table reads that file or folder, and no other."""

import ast
import re

from tests.invariants.source import SOURCE, calls_of, functions_of, name_of, python_files, tree_of

WRITES = {
    "save", "create", "bulk_create", "bulk_update", "update", "delete", "get_or_create", "update_or_create",
    "acreate", "asave", "adelete", "aupdate",
}  # fmt: skip
STATEMENT = re.compile(
    r"^\s*(INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|TRUNCATE|MERGE\s+INTO|COPY\s+\w+.*FROM)", re.I
)
# Files that write without being `actions`, and why that is right.
MAY_WRITE = {
    "src/parvis/kernel/people/models.py": "the manager that Django asks for new accounts",
    "src/parvis/kernel/people/adapters.py": "allauth's own sign-up saves through its adapter",
    "src/parvis/kernel/places/index.py": "a stamp that tells other processes to read the areas anew; actions set it",
    "src/parvis/kernel/testing/jobs.py": "marks the jobs that a test ran",
    "src/parvis/kernel/testing/cast.py": "makes the cast",
}
# Names that are never a model's manager or a row: dictionaries, sets, hashes, cookies, files.
HARMLESS_OWNERS = re.compile(
    r"(^|\.)(dict|set|counter|context|headers|cookies|session|hash|digest|sha256|mark|image|photo|picture|img|buffer|"
    r"storage|default_storage|progress|bar|params|parameters|options|environ|data|seen|found|known|totals|figures)$"
)


def is_an_action(file):
    below = file.relative_to(SOURCE).parts
    return file.name == "actions.py" or "actions" in below


def written(call):
    """The call as words when it writes to a table, else nothing."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return ""
    owner = ast.unparse(call.func.value)
    is_row_or_manager = ".objects" in owner or not HARMLESS_OWNERS.search(owner.split("(")[0].rstrip("_"))
    # `dict.update(other)` and `Image.save(path)` take one positional value; a queryset's and a row's take names.
    if call.func.attr in {"update", "save"} and ".objects" not in owner and call.args:
        return ""
    return f"{owner}.{call.func.attr}(…)" if is_row_or_manager else ""


def statements(file):
    return [
        node.value.strip()[:60]
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and STATEMENT.match(node.value)
    ]


def test_nothing_but_actions_writes_to_a_table():
    guilty = []
    for file in python_files():
        if is_an_action(file) or name_of(file) in MAY_WRITE:
            continue
        guilty += [
            f"{name_of(file)}:{call.lineno} {words}" for call in calls_of(file) if (words := written(call))
        ]
        guilty += [f"{name_of(file)} {words}" for words in statements(file)]
    assert not guilty, "Move these into actions.py:\n" + "\n".join(guilty)


def test_each_exception_is_still_needed():
    assert not [file for file in MAY_WRITE if not (SOURCE.parents[1] / file).exists()]


def test_a_lock_names_the_rows_that_it_locks():
    """Without `of`, a lock takes the joined tables' rows too, and two people wait for each other for no reason."""
    guilty = [
        f"{name_of(file)}:{call.lineno}"
        for file in python_files()
        for call in calls_of(file)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "select_for_update"
        and "of" not in {keyword.arg for keyword in call.keywords}
    ]
    assert not guilty, "Name the rows: select_for_update(of=('self',)).\n" + "\n".join(guilty)


def test_signals_do_not_hide_what_happens():
    """What follows from an action stands in the action; only other people's signals are listened to."""
    own = [
        f"{name_of(file)}:{function.lineno}"
        for file in python_files()
        for function in functions_of(file)
        for decorator in function.decorator_list
        if re.search(r"receiver\((\[)?(pre|post)_(save|delete)", ast.unparse(decorator))
    ]
    assert not own
