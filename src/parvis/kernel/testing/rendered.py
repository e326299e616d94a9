"""Remembers which template files the suite rendered, over all its processes."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.base import Template
from django.test.signals import template_rendered

_seen: set[str] = set()


def remember_rendered_templates() -> None:
    """From now on note each template that is rendered, included ones and parents too."""
    template_rendered.connect(_note, dispatch_uid="parvis.testing.rendered")


def write_down(folder: Path) -> None:
    """Put what this process rendered into a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{os.getpid()}.txt").write_text("\n".join(sorted(_seen)))


def rendered_templates(folder: Path) -> frozenset[str]:
    """What all processes rendered, as paths below the source."""
    return frozenset(
        line for file in folder.glob("*.txt") for line in file.read_text().splitlines() if line
    ) | frozenset(_seen)


def all_templates(source: Path) -> frozenset[str]:
    """Every template file of ours, as paths below the source."""
    return frozenset(
        str(file.relative_to(source))
        for folder in source.glob("**/templates")
        for file in folder.rglob("*")
        if file.is_file()
    )


def _note(sender: object, template: Template, **_: Any) -> None:
    name = str(getattr(getattr(template, "origin", None), "name", ""))
    source = f"{settings.SOURCE}/"
    if name.startswith(source):
        _seen.add(name.removeprefix(source))
