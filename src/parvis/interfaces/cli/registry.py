"""What the modules bring to the command: seeds, importers and checks, found by their file names.

A module may have a `seeds.py` with `seed() -> None` (and `order: int`, small first), and a `cli.py` with any of
    IMPORTERS = {"reports": {"boston-311": function(path, progress) -> str}}
    CHECKS = (function() -> (what, is well, what was seen, cure), ...)
An importer is given the file and a function progress(done, whole); its answer is the last line that a person reads.
One that must know where things go (`--into`) takes a third: the name that was given there.
"""

import importlib
import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from django.apps import apps

type Progress = Callable[[int, int], None]
type Exchange = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Seed:
    """The demo data of one module."""

    module: str
    plant: Callable[[], Any]
    order: int


def seeds() -> list[Seed]:
    """All modules' seeds in the order in which they must be planted: by their number, then as installed."""
    found = [
        Seed(label, module.seed, getattr(module, "order", 0))
        for label, module in _parts("seeds")
        if hasattr(module, "seed")
    ]
    return sorted(found, key=lambda seed: seed.order)


def importers() -> dict[str, dict[str, Exchange]]:
    """What can be brought in → format → the function that does it."""
    return {what: formats for _label, module in _parts("cli") for what, formats in _importers_of(module)}


def checks() -> list[Callable[[], Any]]:
    """The modules' own checks for `parvis doctor`."""
    return [check for _label, module in _parts("cli") for check in getattr(module, "CHECKS", ())]


def _parts(name: str) -> Iterator[tuple[str, ModuleType]]:
    for config in apps.get_app_configs():
        full = f"{config.name}.{name}"
        if config.name.startswith("parvis.") and importlib.util.find_spec(full):
            yield config.label, importlib.import_module(full)


def _importers_of(module: ModuleType) -> list[tuple[str, dict[str, Exchange]]]:
    return list(getattr(module, "IMPORTERS", {}).items())
