"""Habits of the house that no linter knows."""

import ast
import re

import pytest

from tests.invariants.source import (
    PROJECT,
    SOURCE,
    calls_of,
    modules,
    name_of,
    python_files,
    templates,
    tree_of,
)

# Where text is marked as safe HTML, and why that is right there.
MAY_MARK_SAFE = {
    "src/parvis/kernel/ui/templates/ui/forms/hint.html": "hints are written in forms.py, never by people",
}
FILES_OF_A_SERVICE = {
    "__init__", "rules", "models", "policies", "queries", "notices", "actions", "contracts", "forms", "views", "urls",
    "api", "tasks", "admin", "seeds", "cli", "apps", "manifest", "engine", "tests", "migrations", "templates",
    "static", "locale", "templatetags", "management", "__pycache__",
}  # fmt: skip


def test_no_text_is_declared_safe_html():
    guilty = [
        f"{name_of(file)}:{call.lineno}"
        for file in python_files()
        for call in calls_of(file)
        if ast.unparse(call.func).split(".")[-1] in {"mark_safe", "SafeString"}
        and name_of(file) not in MAY_MARK_SAFE
        and ast.unparse(call.args[0]) != "''"
    ]
    guilty += [
        f"{name_of(file)}:{number}"
        for file in templates()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\|\s*safe\b|\{%\s*autoescape off", line)
        and file.suffix != ".txt"  # letters in plain text have nothing to escape
        and name_of(file) not in MAY_MARK_SAFE
    ]
    assert not guilty, "Use format_html, or say in MAY_MARK_SAFE why not:\n" + "\n".join(guilty)


def test_forms_and_apis_list_their_fields():
    guilty = [
        f"{name_of(file)}:{node.lineno}"
        for file in python_files()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Assign)
        and {ast.unparse(target) for target in node.targets} & {"fields", "model_fields", "exclude"}
        and (ast.unparse(node.value) == "'__all__'" or ast.unparse(node.targets[0]) == "exclude")
        and "Meta" in ast.unparse(tree_of(file))
        and file.stem in {"forms", "api", "admin"}
    ]
    assert not guilty, "A list of fields cannot give away one that is added later:\n" + "\n".join(guilty)


def test_there_is_no_room_for_odds_and_ends():
    names = {"utils", "helpers", "misc", "common", "lib"}
    assert not [name_of(file) for file in SOURCE.rglob("*") if file.stem in names]


@pytest.mark.parametrize(
    "module", [each for each in modules() if each.parent.name == "services"], ids=name_of
)
def test_whoever_knows_one_service_knows_all(module):
    """A file that is not in the list of the architecture does not exist."""
    strangers = {each.stem for each in module.iterdir()} - FILES_OF_A_SERVICE
    assert not strangers


@pytest.mark.parametrize("module", modules(), ids=name_of)
def test_every_module_says_what_it_is_for(module):
    assert ast.get_docstring(tree_of(module / "__init__.py"))


def test_nothing_names_a_package_host_or_a_path_of_somebody():
    """Where packages come from is the installing machine's business; where somebody works is nobody's."""
    words = [
        "py" + "pi.org",
        "python" + "hosted",
        "registry.npm" + "js",
        "deb." + "debian",
        "/ro" + "ot/",
        "/ho" + "me/",
    ]
    folders = ("src", "tests", "scripts", "bench", "docs", "deploy", "requirements", ".ci")
    files = [file for folder in folders for file in (PROJECT / folder).rglob("*") if file.is_file()]
    files += [file for file in PROJECT.iterdir() if file.is_file()]
    text_files = [file for file in files if file.suffix in _TEXT and "vendor" not in file.parts]
    guilty = [
        f"{file.relative_to(PROJECT)}: {word}"
        for file in text_files
        for word in words
        if word in file.read_text()
    ]
    assert not guilty


_TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".yml",
    ".yaml",
    ".html",
    ".css",
    ".js",
    ".sh",
    ".service",
    "",
    ".json",
}
