"""The dictionary as files: one page for people, and a description of each table for programs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from parvis.kernel.dictionary.queries import Page, Word

# PostgreSQL's types → the types of Frictionless Data's table schema; what is not here is text.
_TYPES = {
    "boolean": "boolean",
    "smallint": "integer",
    "integer": "integer",
    "bigint": "integer",
    "double precision": "number",
    "real": "number",
    "date": "date",
    "timestamp with time zone": "datetime",
}
NOTHING = r"\N"
_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>body{{font:16px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em;color:#14222e}}
table{{border-collapse:collapse;width:100%}}td,th{{border:1px solid #bbb;padding:.3em .5em;text-align:left;
vertical-align:top}}code{{white-space:nowrap}}h2{{margin-top:2.5em}}</style></head><body><h1>{title}</h1>
"""


def as_html(pages: Iterable[Page], title: str, rows: Mapping[str, int]) -> str:
    """One page that needs nothing else: every table with its columns, and how many rows it had."""
    pages = list(pages)
    index = format_html_join(
        "", "<li><a href='#{}'>{}</a></li>", ((page.table.name, page.table.name) for page in pages)
    )
    body = format_html_join("\n", "{}", ((_section(page, rows.get(page.table.name)),) for page in pages))
    head = format_html(_HEAD, title=title)
    return str(format_html("{}<ul>{}</ul>{}</body></html>\n", head, index, body))


def schema_of(page: Page) -> dict[str, Any]:
    """The table's schema after Frictionless Data's Table Schema; what the standard has no word for is named ours."""
    written = [word for word in page.words if not word.column.computed]
    schema: dict[str, Any] = {
        "fields": [_field(word) for word in written],
        "missingValues": [NOTHING],
        "primaryKey": list(page.table.primary),
    }
    references = [
        {
            "fields": list(each.columns),
            "reference": {
                "resource": "" if each.table == page.table.name else each.table,
                "fields": list(each.there),
            },
        }
        for each in page.table.references
    ]
    return schema | ({"foreignKeys": references} if references else {})


def _field(word: Word) -> dict[str, Any]:
    kind = _TYPES.get(word.column.type, "any" if word.column.type == "jsonb" else "string")
    field: dict[str, Any] = {
        "name": word.column.name,
        "type": kind,
        "description": word.meaning,
        "postgresql": word.column.type,
        "constraints": {"required": not word.column.nullable},
    }
    if kind == "boolean":
        field |= {"trueValues": ["t"], "falseValues": ["f"]}
    if kind == "datetime":
        field["format"] = "any"
    if word.values:
        field["values"] = dict(word.values)
    if word.rule:
        field |= {"personal": True, "kept": word.kept}
    if word.opens:
        field["key"] = word.opens
    return field


def _section(page: Page, rows: int | None) -> SafeString:
    lines = format_html_join(
        "",
        "<tr><td><code>{}</code></td><td>{}{}</td><td>{}</td><td>{}</td></tr>",
        (
            (
                word.column.name,
                word.column.type,
                ", may be empty" if word.column.nullable else "",
                _words_of(word),
                word.kept or ("a key: " + word.opens if word.opens else "not personal"),
            )
            for word in page.words
        ),
    )
    count = "not in this archive" if rows is None else f"{rows} rows"
    return format_html(
        "<h2 id='{}'>{}</h2><p>{}</p><p>Room: {}. Key: {}. {}.</p><table>"
        "<tr><th>Column</th><th>Type</th><th>Meaning</th><th>Personal? Kept how long?</th></tr>{}</table>",
        page.table.name,
        page.table.name,
        page.meaning,
        page.room,
        ", ".join(page.table.primary) or "none",
        count,
        lines,
    )


def _words_of(word: Word) -> str:
    values = "; ".join(f"{value} = {label}" for value, label in word.values)
    return f"{word.meaning} ({values})" if values else word.meaning
