"""The source as the invariants look at it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src/parvis"


def name_of(file: Path) -> str:
    """The path below the project, as a failure names it."""
    return str(file.relative_to(PROJECT))


def python_files(folder: Path = SOURCE, *, tests: bool = False) -> list[Path]:
    """Our Python files without migrations, and without tests unless they are wanted."""
    return sorted(
        file
        for file in folder.rglob("*.py")
        if "migrations" not in file.parts
        and "__pycache__" not in file.parts
        and (tests or "tests" not in file.parts)
    )


@cache
def tree_of(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"))


def functions_of(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls_of(file: Path) -> Iterator[ast.Call]:
    """Every call in a file."""
    return (node for node in ast.walk(tree_of(file)) if isinstance(node, ast.Call))


def modules() -> list[Path]:
    """The folder of every kernel room, service and interface."""
    floors = ("kernel", "services", "interfaces")
    found = [
        folder
        for floor in floors
        for folder in (SOURCE / floor).iterdir()
        if (folder / "__init__.py").exists()
    ]
    return sorted(found)


def templates() -> list[Path]:
    """Every template file of ours."""
    return sorted(
        file for folder in SOURCE.glob("**/templates") for file in folder.rglob("*") if file.is_file()
    )
