"""Apache Parquet: one document a row. Read a few rows at a time, written with typed columns and nested entities."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.config import Input
from pipeline.document import Document, Span
from pipeline.errors import JisrError
from pipeline.formats.fields import document
from pipeline.formats.item import Item, Origin, Read, failure
from pipeline.formats.ranges import Range
from pipeline.formats.records import decode_object

_ROWS_READ = 64
_ROWS_WRITTEN = 1024  # of a row group, fewer where they are long
_CHARACTERS_WRITTEN = 4_000_000
_BROKEN = (pa.ArrowException, OSError, ValueError, OverflowError)
_PLAIN: dict[str, pa.DataType] = {"int": pa.int32(), "str": pa.string(), "float | None": pa.float64()}
_PLAIN |= {"str | None": pa.string(), "Label": pa.string()}


def read(path: Path, names: Input, part: Range | None = None) -> Iterator[Read]:
    """The documents of a `.parquet` file, or of a range of its row groups; a failure for each row that is none.

    The columns that `names` does not name go into `meta`; a column `meta` of JSON objects is taken as such. Dates
    become ISO dates, whole numbers are taken as ids. A row group that cannot be read is one failure.
    """
    try:
        file = pq.ParquetFile(path)
        columns = set(file.schema_arrow.names)
        for key, name in (("id", names.id), ("text", names.text)):
            if name not in columns:
                hint = f"name it with --set input.{key}=COLUMN"
                raise JisrError(f"no column {name!r}", expected=f"it among {', '.join(sorted(columns))}", hint=hint)
    except _BROKEN as error:
        yield failure(Origin.of(path), _named(error))
        return
    row = part.line - 1 if part else 0
    groups = range(part.begin, part.end or file.num_row_groups) if part else range(file.num_row_groups)
    with file:
        for group in groups:
            yield from _read_group(file, group, row, path, names)
            row += file.metadata.row_group(group).num_rows


def cut(path: Path, _names: Input, most: int) -> list[Range]:
    """Ranges of row groups that have `most` bytes or more when decompressed; none where the file cannot be read."""
    ranges: list[Range] = []
    try:
        metadata = pq.read_metadata(path)
        begin, line, rows, size = 0, 1, 0, 0
        for number in range(metadata.num_row_groups):
            group = metadata.row_group(number)
            rows, size = rows + group.num_rows, size + group.total_byte_size
            if size >= most or number + 1 == metadata.num_row_groups:
                ranges.append(Range(begin, number + 1, line))
                begin, line, rows, size = number + 1, line + rows, 0, 0
    except _BROKEN:
        return []
    return ranges


def _read_group(file: pq.ParquetFile, group: int, row: int, path: Path, names: Input) -> Iterator[Read]:
    columns = [column for column in file.schema_arrow.names if column != "entities"]
    try:
        for batch in file.iter_batches(_ROWS_READ, row_groups=[group], columns=columns, use_threads=False):
            for fields in batch.to_pylist():
                row += 1
                yield _read_row(Origin.of(path, row, "row"), fields, names)
    except _BROKEN as error:
        yield failure(Origin.of(path, row + 1, "row"), _named(error))


def _read_row(origin: Origin, row: dict[str, Any], names: Input) -> Read:
    id = raw = None
    try:
        fields = msgspec.to_builtins(row, str_keys=True)
        raw = msgspec.json.encode(fields)
        if isinstance(fields[names.id], int):
            fields[names.id] = str(fields[names.id])
        id = fields[names.id]
        if fields.get(names.published, "") is None:
            del fields[names.published]
        if isinstance(fields.get("meta"), str):
            fields["meta"] = decode_object(fields["meta"].encode())
        return Item(origin, document(fields, names))
    except (JisrError, TypeError, ValueError) as error:
        return failure(origin, error, id=id, raw=raw)


def _named(error: Exception) -> JisrError:
    return error if isinstance(error, JisrError) else JisrError(f"not Parquet, or broken: {str(error)[:300]}")


def schema() -> pa.Schema:
    """The columns that are written: `entities` is a list with the fields of a span.

    `meta` is a JSON object as a string, and so is every field of a span whose type is not always the same
    (`value`: a number, a string or an object).
    """
    span = [pa.field(name, _PLAIN.get(kind, pa.string())) for name, kind in Span.__annotations__.items()]
    return pa.schema(
        [
            pa.field("id", pa.string(), nullable=False),
            pa.field("text", pa.large_string(), nullable=False),
            pa.field("meta", pa.string(), nullable=False),
            pa.field("entities", pa.list_(pa.struct(span)), nullable=False),
        ]
    )


@contextmanager
def writing(stream: BinaryIO) -> Iterator[Callable[[Document], object]]:
    """What writes one document a row, in row groups of a size that fits into memory."""
    with pq.ParquetWriter(stream, schema(), compression="zstd") as writer:
        rows: list[dict[str, Any]] = []
        characters = 0

        def flush() -> None:
            """Write the rows that wait as one group."""
            nonlocal characters
            writer.write_table(pa.Table.from_pylist(rows, schema()))
            rows.clear()
            characters = 0

        def write(record: Document) -> None:
            """Let a record wait, and write those that wait when they are many."""
            nonlocal characters
            rows.append(_row(record))
            characters += len(record.text)
            if len(rows) == _ROWS_WRITTEN or characters > _CHARACTERS_WRITTEN:
                flush()

        yield write
        if rows:
            flush()


def _row(record: Document) -> dict[str, Any]:
    return {
        "id": record.id,
        "text": record.text,
        "meta": _json(record.meta),
        "entities": [
            {
                name: _json(value) if value is not None and kind not in _PLAIN else value
                for name, kind in Span.__annotations__.items()
                for value in (getattr(span, name),)
            }
            for span in record.spans
        ],
    }


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")
