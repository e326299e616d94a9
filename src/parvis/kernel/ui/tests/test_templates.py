"""What every template and every vendored file owes: no inline style or script, pictograms that exist, known bytes."""

import hashlib
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from parvis.kernel.ui import sprite

UI = settings.SOURCE / "kernel/ui"
VENDOR = UI / "static/ui/vendor"
# A file that people keep: it loads nothing, so that its style stands in it. No page is made of it.
STANDALONE = UI / "templates/ui/standalone.html"
FILES = {"kernel/assessing/templates/assessing/file.html", "kernel/takeaway/templates/takeaway/index.html"}
TEMPLATES = sorted(each for each in UI.rglob("templates/**/*.html") if each != STANDALONE)
CODE = {".js", ".mjs", ".css", ".woff2", ".svg"}
INLINE = re.compile(r"\sstyle=|\son[a-z]+=|javascript:|<style", re.IGNORECASE)
SCRIPT = re.compile(r"<script(?![^>]*(?:\bsrc=|application/json))", re.IGNORECASE)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(UI)))
def test_a_template_has_no_inline_style_or_script(template):
    text = template.read_text(encoding="utf-8")
    assert not INLINE.search(text)
    assert not SCRIPT.search(text)


def test_only_files_that_people_keep_stand_alone():
    made_of_it = {
        str(each.relative_to(settings.SOURCE))
        for each in settings.SOURCE.rglob("templates/**/*.html")
        if '"ui/standalone.html"' in each.read_text(encoding="utf-8")
    }
    assert made_of_it == FILES
    assert not SCRIPT.search(STANDALONE.read_text(encoding="utf-8"))


def test_style_sheets_know_no_left_and_right():
    physical = re.compile(
        r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|left|right)\s*:|text-align:\s*(?:left|right)"
    )
    for sheet in sorted(UI.glob("static/ui/*.css")):
        assert not physical.search(sheet.read_text(encoding="utf-8")), sheet.name


def test_only_the_theme_names_colours():
    named = re.compile(r"#[0-9a-fA-F]{3,8}\b")
    # On the pale base map, on paper and where the device prints, a few things keep one colour by day and night.
    may = {"#14222E", "#FFFFFF", "#000000", "#222222"}
    for sheet in sorted(UI.glob("static/ui/*.css")):
        if sheet.name != "theme.css":
            assert set(named.findall(sheet.read_text(encoding="utf-8"))) <= may, sheet.name


def test_every_pictogram_in_use_is_in_the_sprite():
    drawn = set(
        re.findall(r'<symbol id="([a-z-]+)"', (VENDOR / "phosphor/icons.svg").read_text(encoding="utf-8"))
    )
    used = {
        name
        for file in [*settings.SOURCE.rglob("templates/**/*.html"), *settings.SOURCE.rglob("*.py")]
        for name in re.findall(r"""(?:\{% icon |icon=)["']([a-z-]+)["']""", file.read_text(encoding="utf-8"))
    }
    assert used - drawn == set()
    assert drawn == set(sprite.names())


def test_the_sprite_is_gathered_from_single_drawings(tmp_path, monkeypatch):
    (tmp_path / "regular").mkdir()
    (tmp_path / "duotone").mkdir()
    (tmp_path / "regular/eye.svg").write_text('<svg viewBox="0 0 256 256"><path d="M1"/></svg>')
    (tmp_path / "duotone/eye-duotone.svg").write_text('<svg viewBox="0 0 256 256"><path d="M2"/></svg>')
    names = tmp_path / "names.txt"
    names.write_text("eye\neye-duotone\n")
    monkeypatch.setattr(sprite, "NAMES", names)
    assert sprite.gather(tmp_path).count("<symbol") == 2
    names.write_text("nowhere\n")
    with pytest.raises(FileNotFoundError):
        sprite.gather(tmp_path)


@pytest.mark.parametrize(
    "folder", [VENDOR, settings.PROJECT / "tests/vendor/axe-core"], ids=["house", "tests"]
)
def test_vendored_files_are_the_ones_that_were_vetted(folder):
    lines = re.findall(
        r"\| `([^`]+)` \| `([0-9a-f]{64})` \|", (folder / "VENDORED.md").read_text(encoding="utf-8")
    )
    assert lines
    for name, expected in lines:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == expected, name
    listed = {folder / name for name, _ in lines}
    code = {file for file in folder.rglob("*") if file.suffix in CODE}
    assert code == listed


def test_every_vendored_part_brings_its_licence():
    for folder in {
        file.parent for file in VENDOR.rglob("*") if file.suffix in {".js", ".mjs", ".css", ".woff2", ".svg"}
    }:
        assert list(folder.glob("LICENSE*")), folder.name


def test_no_page_tells_the_faults_of_a_form_twice():
    twice = [
        (file.name, name)
        for file in settings.SOURCE.rglob("templates/**/*.html")
        for name in re.findall(r"(?m)^\s*{% error_summary (\w+) %}$", file.read_text(encoding="utf-8"))
        if f"{{{{ {name} }}}}" in file.read_text(encoding="utf-8")
    ]
    assert twice == [], "A form that is drawn whole begins with its summary."


def test_our_own_scripts_stay_small():
    lines = sum(len(file.read_text(encoding="utf-8").splitlines()) for file in UI.glob("static/ui/*.js"))
    assert lines < 400


def test_fonts_and_pictures_named_by_style_sheets_are_there():
    for sheet in UI.glob("static/ui/*.css"):
        for name in re.findall(r'url\("([^":]+)"\)', sheet.read_text(encoding="utf-8")):
            assert finders.find(f"ui/{name}"), f"{sheet.name}: {name}"
