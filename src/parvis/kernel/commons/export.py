"""A dataset as CSV, GeoJSON, JSON or Parquet, piece by piece: memory stays the same for a hundred rows or a million."""

import io
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from csv import QUOTE_STRINGS
from datetime import UTC, date, datetime
from itertools import batched
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from defusedcsv import csv
from django.conf import settings
from django.utils import translation

from parvis.kernel.commons.dataset import Dataset, Format, Kind

ROWS_AT_A_TIME = 5_000
ROWS_IN_A_GROUP = 50_000
# Spreadsheets in East Asian scripts read these as =, +, - and @; blanks of any kind before them do not help.
_WIDE_FORMULA = ("＝", "＋", "－", "＠")
_BLANKS = "\t\r\n\x0b\x0c\x00"

_ARROW: dict[Kind, Any] = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.YES_NO: pa.bool_(),
    Kind.DAY: pa.date32(),
    Kind.MOMENT: pa.timestamp("us", tz="UTC"),
    Kind.SHAPE: pa.string(),
}


def pieces_of(dataset: Dataset, format_: Format) -> Generator[bytes]:
    """The whole dataset in one format, as pieces of some ten thousand bytes."""
    return _EXPORTS[format_](dataset)


def plain(value: Any) -> Any:
    """A value as JSON knows it: days and moments become ISO 8601 (moments in UTC)."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value


def in_house_language(text: Any) -> str:
    """A text as it stands inside a file: the same bytes for every reader."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(text)


def csv_pieces(dataset: Dataset) -> Generator[bytes]:
    """The dataset as `table` writes it."""
    return table(dataset.names, dataset.rows())


def table(names: Sequence[str], lines: Iterable[Sequence[Any]]) -> Generator[bytes]:
    """CSV (RFC 4180) in UTF-8 with a header; what a spreadsheet would take for a formula begins with an apostrophe."""
    page = io.StringIO()
    writer = csv.writer(page, quoting=QUOTE_STRINGS)
    writer.writerow(names)
    for rows in batched(lines, ROWS_AT_A_TIME, strict=False):
        writer.writerows([_cell(value) for value in row] for row in rows)
        yield _taken(page)
    yield _taken(page)


def json_pieces(dataset: Dataset) -> Generator[bytes]:
    """A JSON array with one object for each row."""
    names = dataset.names
    yield from _array(
        "[\n", (dict(zip(names, map(plain, row), strict=True)) for row in dataset.rows()), "\n]\n"
    )


def geojson_pieces(dataset: Dataset) -> Generator[bytes]:
    """A GeoJSON FeatureCollection (RFC 7946); rows without a place have no geometry."""
    feature = _feature_maker(dataset)
    facts = {"title": in_house_language(dataset.title), "licence": dataset.licence.address}
    about = json.dumps(facts, ensure_ascii=False)
    start = f'{{"type": "FeatureCollection", "about": {about}, "features": [\n'
    yield from _array(start, map(feature, dataset.rows()), "\n]}\n")


def parquet_pieces(dataset: Dataset) -> Generator[bytes]:
    """Apache Parquet, compressed with Zstandard; shapes are GeoJSON text."""
    sink = _Sink()
    title = in_house_language(dataset.title)
    about = {"title": title, "licence": dataset.licence.name, "attribution": dataset.attribution}
    columns = [
        pa.field(
            field.name, _ARROW[field.kind], metadata={"description": in_house_language(field.description)}
        )
        for field in dataset.fields
    ]
    schema = pa.schema(columns, metadata=about)
    shapes = [number for number, field in enumerate(dataset.fields) if field.kind is Kind.SHAPE]
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        for rows in batched(dataset.rows(), ROWS_IN_A_GROUP, strict=False):
            values: list[Any] = list(zip(*rows, strict=True))
            for number in shapes:
                values[number] = [None if shape is None else json.dumps(shape) for shape in values[number]]
            arrays = [pa.array(column, type=field.type) for column, field in zip(values, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            yield sink.taken()
    yield sink.taken()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    value = plain(value)
    if not isinstance(value, str):
        return value
    text = value.lstrip(_BLANKS)
    return f"'{text}" if text.startswith(_WIDE_FORMULA) else text


def _taken(page: io.StringIO) -> bytes:
    text = page.getvalue()
    page.seek(0)
    page.truncate()
    return text.encode()


def _array(start: str, items: Iterable[Any], end: str) -> Generator[bytes]:
    between = start
    for batch in batched(items, ROWS_AT_A_TIME, strict=False):
        yield (between + ",\n".join(json.dumps(item, ensure_ascii=False) for item in batch)).encode()
        between = ",\n"
    yield ((start if between == start else "") + end).encode()


def _feature_maker(dataset: Dataset) -> Callable[[tuple[Any, ...]], dict[str, Any]]:
    names = dataset.names
    place = dataset.point or ((dataset.shape,) if dataset.shape else ())

    def feature(row: tuple[Any, ...]) -> dict[str, Any]:
        facts = dict(zip(names, row, strict=True))
        where = [facts.pop(name) for name in place]
        if dataset.shape:
            geometry = where[0]
        else:
            geometry = None if None in where else {"type": "Point", "coordinates": where[::-1]}
        properties = {name: plain(value) for name, value in facts.items()}
        return {"type": "Feature", "geometry": geometry, "properties": properties}

    return feature


class _Sink(io.RawIOBase):
    """Takes what Arrow writes, so that it can be handed on at once."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._length

    def write(self, data: Any) -> int:
        part = bytes(data)
        self._parts.append(part)
        self._length += len(part)
        return len(part)

    def taken(self) -> bytes:
        """Everything since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def sample(dataset: Dataset, number: int = 8) -> list[tuple[Any, ...]]:
    """The first rows, as they are shown on a page."""
    rows: Iterator[tuple[Any, ...]] = iter(dataset.rows())
    return [tuple(map(plain, row)) for row, _number in zip(rows, range(number), strict=False)]


_EXPORTS: dict[Format, Callable[[Dataset], Generator[bytes]]] = {
    Format.CSV: csv_pieces,
    Format.GEOJSON: geojson_pieces,
    Format.PARQUET: parquet_pieces,
    Format.JSON: json_pieces,
}
